package clinic

import "github.com/google/uuid"

// ID names a tenant or a row: a UUID (RFC 9562). Tenant ids are random (version 4), row ids
// carry the time they were made (version 7) and therefore stand behind a tenant id in every
// key. The zero ID is "none".
type ID = uuid.UUID

// None is the zero ID.
var None ID

// NewTenantID makes a random tenant id. Its error is that of the machine's source of chance.
func NewTenantID() (ID, error) { return uuid.NewRandom() }

// NewRowID makes a row id that sorts by the time it was made. Its error is that of the
// machine's source of chance.
func NewRowID() (ID, error) { return uuid.NewV7() }

// ParseID reads an id as addresses and JSON show it.
func ParseID(text string) (ID, error) {
	id, err := uuid.Parse(text)
	if err != nil {
		return None, ErrNotFound
	}
	return id, nil
}
