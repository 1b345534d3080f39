// Package contract is what every operation of the API keeps to, whatever it is about: errors are
// problem details (RFC 9457) with a JSON pointer for each field, every write needs an
// Idempotency-Key, every change and removal the version it was read with (If-Match), lists come
// in pages whose cursors are sealed, and an answer goes out whole or not at all.
//
// An Operation is added to a Service with Add; what huma cannot see goes into the document there.
package contract
