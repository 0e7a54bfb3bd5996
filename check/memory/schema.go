package memory

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// applicationID marks the files of this package: "ctlm"
// (https://www.sqlite.org/pragma.html#pragma_application_id).
const applicationID = 0x63746c6d

// migrations lead from each version of the schema to the next; the version is
// how many were done. One that was released is never changed.
var migrations = [][]string{{schemaPast, schemaPastByAge}}

// One row is the past of one URL, so that it is either right or lost as a
// whole. A time is in milliseconds since 1970.
const (
	schemaPast = `CREATE TABLE past (
	policy TEXT NOT NULL,
	url TEXT NOT NULL,
	seen INTEGER NOT NULL,
	record BLOB NOT NULL,
	sum INTEGER NOT NULL,
	UNIQUE (policy, url)
) STRICT`
	schemaPastByAge = `CREATE INDEX past_by_age ON past (policy, seen)`
)

// schema is what the file says of itself when all migrations were done, by name.
const schema = schemaPast + ";\n" + schemaPastByAge

// errForeign is for a file that is whole, and not ours to rename.
var errForeign = errors.New("it is the database of another program; name another file")

// migrate brings a file to the current schema, or tells why it cannot be used.
func migrate(ctx context.Context, db *sql.DB) error {
	f, err := inspect(ctx, db)
	if err == nil && f.isOutdated() {
		if err = build(ctx, db); err == nil {
			f, err = inspect(ctx, db)
		}
	}
	switch {
	case err != nil:
		return err
	case f.id != applicationID && !f.hasPast:
		return errForeign
	case f.id != applicationID:
		return damage("it does not say that it is citelint's")
	case f.version > len(migrations):
		return damage("it was written by a later version of citelint")
	case f.schema != schema:
		return damage("it is not built as it should be")
	}
	return nil
}

// A fileState is what a file says of itself.
type fileState struct {
	id, version, tables int
	hasPast             bool
	schema              string
}

func (f fileState) isOutdated() bool {
	isNew := f.id == 0 && f.version == 0 && f.tables == 0
	return isNew || f.id == applicationID && f.version >= 1 && f.version < len(migrations)
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func inspect(ctx context.Context, db querier) (f fileState, err error) {
	const query = `SELECT
	(SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
	count(*), coalesce(max(name = 'past'), 0), coalesce(group_concat(sql, char(59, 10) ORDER BY name), '')
	FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'`
	err = db.QueryRowContext(ctx, query).Scan(&f.id, &f.version, &f.tables, &f.hasPast, &f.schema)
	return f, err
}

// build does the migrations that a file lacks, unless another process was
// quicker.
func build(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // of no effect after a commit
	f, err := inspect(ctx, tx)
	if err != nil || !f.isOutdated() {
		return err
	}
	statements := slices.Concat(migrations[f.version:]...)
	statements = append(statements, fmt.Sprintf("PRAGMA application_id = %d", applicationID), fmt.Sprintf("PRAGMA user_version = %d", len(migrations)))
	if _, err := tx.ExecContext(ctx, strings.Join(statements, ";\n")); err != nil {
		return err
	}
	return tx.Commit()
}

// A transaction reads and writes the records of one policy.
type transaction struct {
	ctx         context.Context
	policy      string
	find, store *sql.Stmt
}

func prepare(ctx context.Context, tx *sql.Tx, policy string) (*transaction, error) {
	find, err := tx.PrepareContext(ctx, "SELECT record, sum FROM past WHERE policy = ? AND url = ?")
	if err != nil {
		return nil, err
	}
	store, err := tx.PrepareContext(ctx, `INSERT INTO past (policy, url, seen, record, sum) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT (policy, url) DO UPDATE SET seen = excluded.seen, record = excluded.record, sum = excluded.sum`)
	if err != nil {
		return nil, err
	}
	return &transaction{ctx, policy, find, store}, nil
}

// read returns the record of a URL: an empty one where nothing is known, or
// where what is written there is damaged.
func (t *transaction) read(key string) (*record, error) {
	var data []byte
	var sum int64
	err := t.find.QueryRowContext(t.ctx, t.policy, key).Scan(&data, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		return &record{}, nil
	}
	if err != nil {
		return nil, err
	}
	r, whole := decode(key, t.policy, data, sum)
	if !whole {
		return &record{}, nil
	}
	return r, nil
}

func (t *transaction) write(key string, r *record, now time.Time) error {
	data, err := r.encode()
	if err != nil {
		return err
	}
	_, err = t.store.ExecContext(t.ctx, t.policy, key, now.UnixMilli(), data, checksum(t.policy, key, data))
	return err
}
