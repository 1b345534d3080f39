package contract

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"time"

	"skinafter/internal/clinic"
)

// Paged is which part of a list is asked for.
type Paged struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"At most so many."`
	Cursor string `query:"cursor" maxLength:"200" doc:"As next of the page before; nothing begins at the beginning."`
	Order  string `query:"order" enum:"oldest,newest" default:"oldest" doc:"What comes first."`
}

// sizes of a cursor in bytes: time, id, and the seal over both.
const (
	cursorTime = 8
	cursorSeal = 12
	cursorSize = cursorTime + len(clinic.ID{}) + cursorSeal
)

// page is the part of a list. A cursor of another list, of another person or of another order
// is a problem, like one that was changed.
func (s *Service) page(p Paged, list string) (clinic.Page, error) {
	out := clinic.Page{Limit: p.Limit, Newest: p.Order == "newest"}
	if p.Cursor == "" {
		return out, nil
	}
	wrong := kindInvalid.problem(Fault{Detail: "want the text that next of the page before has, with the same list and order", Parameter: "cursor"})
	b, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err != nil || len(b) != cursorSize {
		return out, wrong
	}
	body, seal := b[:cursorSize-cursorSeal], b[cursorSize-cursorSeal:]
	if !hmac.Equal(seal, s.seal(body, list, out.Newest)) {
		return out, wrong
	}
	out.After = time.UnixMicro(int64(binary.BigEndian.Uint64(body))).UTC()
	copy(out.AfterID[:], body[cursorTime:])
	return out, nil
}

// cursor names the last row of a page.
func (s *Service) cursor(at time.Time, id clinic.ID, list string, newest bool) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(at.UnixMicro()))
	b = append(b, id[:]...)
	return base64.RawURLEncoding.EncodeToString(append(b, s.seal(b, list, newest)...))
}

// seal binds a cursor to a list, an order and a tenant: the tenant's id is random and is shown
// to nobody, so that nobody else can make one.
func (s *Service) seal(body []byte, list string, newest bool) []byte {
	tenant := s.Care.Tenant()
	mac := hmac.New(sha256.New, tenant[:])
	mac.Write(body)
	mac.Write([]byte(list))
	if newest {
		mac.Write([]byte{1})
	}
	return mac.Sum(nil)[:cursorSeal]
}
