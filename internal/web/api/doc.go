// Package api is the JSON API under /api/v1 (docs/api.md): the questions of the machine
// interface, which keep nothing, and the record of the person.
//
// Every operation is registered with huma, so that the OpenAPI 3.1 document that is served
// (/api/v1/openapi.json) is what the handlers are made of. Errors are problem details (RFC
// 9457) with a JSON pointer for each field. Every write needs an Idempotency-Key, every change
// and removal the version it was read with (If-Match).
//
// Health (/health/live, /health/ready) lies beside it.
package api
