package clinic

import "errors"

// What can go wrong with a record, beside the store itself. Programs ask with errors.Is.
var (
	// ErrNotFound says that nothing has this id, or that it belongs to another tenant: the
	// two look the same on purpose.
	ErrNotFound = errors.New("nothing is kept under this id")
	// ErrStale says that the row was changed since the caller read it (two tabs, two phones).
	ErrStale = errors.New("this was changed in the meantime")
	// ErrExists says that a row with this id, or a product on the person's shelf with this barcode, exists.
	ErrExists = errors.New("this is kept already")
	// ErrKeyReused says that an idempotency key came back with another request.
	ErrKeyReused = errors.New("this key was used for another request")
	// ErrInUse says that something else that is kept needs the row.
	ErrInUse = errors.New("something else that is kept needs this")
	// ErrRecord says that the purpose is record: this copy keeps records and computes no answer.
	ErrRecord = errors.New("this copy keeps records and computes no answer")
	// ErrNewer says that the database was written by a newer version of the program.
	ErrNewer = errors.New("the data was written by a newer version of the program")
	// ErrDamaged says that the data does not agree with itself or with the head of the audit
	// chain that is kept beside it.
	ErrDamaged = errors.New("the data is damaged or something is missing from it")
	// ErrReadOnly says that the data cannot be written: a read-only folder, a full disk.
	ErrReadOnly = errors.New("the data cannot be written")
	// ErrBusy says that another program has the data open.
	ErrBusy = errors.New("the data is in use by another program")
)
