# An image of citelint and of the authorities that sign certificates: no shell, no user but one without rights.
#
#   docker build --tag citelint .
#   docker run --rm --volume "$PWD:/articles:ro" citelint check .

FROM gcr.io/distroless/static-debian13:nonroot AS base
# The memory of links that were there. It goes with the container, unless a volume is mounted here.
ENV XDG_CACHE_HOME=/tmp
WORKDIR /articles
ENTRYPOINT ["/usr/bin/citelint"]

# A release brings the binary that it has built: --target=release
FROM base AS release
ARG TARGETPLATFORM
COPY $TARGETPLATFORM/citelint /usr/bin/citelint

FROM --platform=$BUILDPLATFORM golang:1.26 AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags='-s -w' -o /citelint ./cmd/citelint

FROM base
COPY --from=build /citelint /usr/bin/citelint
