package config

import (
	"encoding/json"
	"fmt"
)

// Schema is the JSON Schema of a configuration, made of the same tables that
// read one.
func Schema(settings []Setting) ([]byte, error) {
	properties := object{
		"rules":    rulesSchema(),
		"override": list(tableOf("How much rules matter in some articles.", object{"files": texts("Patterns of paths, from the folder of the configuration."), "rules": rulesSchema()}, "files", "rules")),
		"link":     list(linkSchema()),
		"header": list(tableOf("A header that is sent to one origin. Obeyed only in a file that --config names.", object{
			"origin": text("Scheme, host and port: https://host."), "name": text("The header's name."), "env": text("The variable of the environment that holds its value."),
		}, "origin", "name", "env")),
	}
	for _, s := range settings {
		properties[s.Name] = s.schema()
	}
	schema := tableOf("What citelint check is told by a file.", properties)
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["$id"] = schemaID
	schema["title"] = FileName
	out, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema of configurations: %w", err)
	}
	return append(out, '\n'), nil
}

// schemaID is where the schema is published. Editors look for it in the first line
// of a file (https://taplo.tamasfe.dev/configuration/directives.html).
const schemaID = "https://raw.githubusercontent.com/citelint/citelint/main/docs/schema/config.schema.json"

type object = map[string]any

func (s Setting) schema() object {
	usage := s.Usage
	if s.ByHand {
		usage += "; obeyed only in a file that --config names"
	}
	switch s.Kind {
	case Texts:
		return texts(usage)
	case Number:
		return object{"description": usage, "type": "integer"}
	case Switch:
		return object{"description": usage, "type": "boolean"}
	}
	return text(usage)
}

func text(description string) object {
	return object{"description": description, "type": "string", "minLength": 1}
}

func texts(description string) object {
	return object{"description": description, "type": "array", "items": object{"type": "string"}, "maxItems": maxEntries}
}

func list(of object) object {
	return object{"type": "array", "items": of, "maxItems": maxEntries}
}

func tableOf(description string, properties object, required ...string) object {
	schema := object{"description": description, "type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema
}

func rulesSchema() object {
	properties := object{}
	for _, id := range ruleIDs() {
		properties[id] = object{"enum": []string{"error", "warning", "info", "off"}}
	}
	return tableOf("How much rules matter.", properties)
}

func linkSchema() object {
	schema := tableOf("What is known of links.", object{
		"url":    text("An address; a * at its end stands for anything."),
		"host":   text("A host; *.host stands for all below it."),
		"ignore": object{"description": "It is not asked, and nothing is said of it.", "type": "boolean"},
		"expect": object{"description": "The verdict that it is known to have.", "enum": expectable},
		"reason": text("Why."),
	})
	schema["oneOf"] = []object{{"required": []string{"url"}}, {"required": []string{"host"}}}
	schema["anyOf"] = []object{{"required": []string{"ignore"}}, {"required": []string{"expect"}}}
	return schema
}
