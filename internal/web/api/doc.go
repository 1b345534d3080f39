// Package api is the JSON API under /api/v1 (docs/api.md): the questions of the machine
// interface, which keep nothing, and the record of the person.
//
// It puts together what package contract promises of every operation, and the operations of
// packages question and record. The OpenAPI 3.1 document that is served (/api/v1/openapi.json)
// is what the handlers are made of.
//
// Health (/health/live, /health/ready) lies beside it.
package api
