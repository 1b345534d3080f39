package contract

import (
	"strconv"
	"strings"

	"skinafter/internal/clinic"
)

// Headers of requests that change something.
const (
	headerKey   = "Idempotency-Key"
	headerMatch = "If-Match"
)

// Keyed is what every write brings along.
type Keyed struct {
	Key string `header:"Idempotency-Key" maxLength:"200" doc:"New for each request, the same when you try again: then nothing is done twice, and the answer is that of the first time."`
}

// Once is the key together with what is asked. An empty key is a problem.
func (k Keyed) Once(action string, request any) (clinic.Once, error) {
	if k.Key == "" {
		return clinic.Once{}, kindNoKey.problem(Fault{Detail: "want a text that is new for each request", Parameter: headerKey})
	}
	for _, r := range k.Key {
		if r <= ' ' || r > '~' {
			return clinic.Once{}, kindInvalid.problem(Fault{Detail: "want printable ASCII characters without spaces", Parameter: headerKey})
		}
	}
	return clinic.NewOnce(k.Key, action, request), nil
}

// Versioned is what every change and removal brings along.
type Versioned struct {
	Match string `header:"If-Match" maxLength:"200" doc:"The ETag that was read: a change of another version is refused with 412."`
}

// version is the version that the caller read. The ETag of a record is its version, quoted.
func (v Versioned) version() (int64, error) {
	if v.Match == "" {
		return 0, kindNoVersion.problem(Fault{Detail: "want the ETag that was read", Parameter: headerMatch})
	}
	if text, ok := strings.CutPrefix(v.Match, `"`); ok {
		if text, ok = strings.CutSuffix(text, `"`); ok {
			if n, err := strconv.ParseInt(text, 10, 64); err == nil && n > 0 && strconv.FormatInt(n, 10) == text {
				return n, nil
			}
		}
	}
	// Whatever else it is, it names no version that was ever given out.
	return 0, kindStale.problem(Fault{Detail: "want one ETag as it was read, such as \"3\"", Parameter: headerMatch})
}

// Change is the version and the key of a change.
func (v Versioned) Change(action string, k Keyed, body any) (int64, clinic.Once, error) {
	once, err := k.Once(action, struct {
		Match string `json:"match"`
		Body  any    `json:"body"`
	}{v.Match, body})
	if err != nil {
		return 0, once, err
	}
	version, err := v.version()
	return version, once, err
}

// ETag is the ETag of a version.
func ETag(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// Replayed is the header of an answer to a key that was seen before.
func Replayed(s clinic.Saved) string {
	if s.Again {
		return "true"
	}
	return "false"
}
