package export_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/export"
	"skinafter/internal/testkit/house"
	"skinafter/interop/ical"
)

// data is data.json as docs/export.md describes it.
type data struct {
	export.Head
	Rows  []export.Row   `json:"rows"`
	Audit []clinic.Entry `json:"audit"`
}

// record is a record with a course, a product with a hostile name, a photo and a check-in.
func record(t *testing.T) *clinic.Care {
	t.Helper()
	now := time.Date(2026, 11, 19, 15, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	care := house.Care(t, clock)
	n := 0
	save := func(do func(clinic.Once) (clinic.Saved, error)) clinic.ID {
		t.Helper()
		n++
		saved, err := do(clinic.NewOnce(fmt.Sprintf("key-%d", n), "test", nil))
		if err != nil {
			t.Fatal(err)
		}
		return saved.ID
	}
	end := now.Add(-20 * time.Hour)
	ctx := t.Context()
	save(func(o clinic.Once) (clinic.Saved, error) {
		return care.SavePerson(ctx, o, 1, clinic.Person{BirthYear: 1990, Lang: "de", Country: "de"})
	})
	course := save(func(o clinic.Once) (clinic.Saved, error) {
		return care.StartCourse(ctx, o, clinic.Course{
			Modality: skinafter.Needling, DepthMM: 1, Area: "face", Zone: "Europe/Berlin", Ended: clinic.Span{First: end, Last: end},
		})
	})
	product := save(func(o clinic.Once) (clinic.Saved, error) {
		return care.AddProduct(ctx, o, clinic.Product{Name: `../../etc/Crème "Nuit"\x`, Label: "INGREDIENTS: Aqua, Retinol\r\nmade in ..."})
	})
	save(func(o clinic.Once) (clinic.Saved, error) {
		return care.AddUse(ctx, o, course, clinic.Use{Product: product, When: clinic.During})
	})
	sum := sha256.Sum256(picture)
	save(func(o clinic.Once) (clinic.Saved, error) {
		return care.AddPhoto(ctx, o, course, clinic.Photo{Width: 1, Height: 1, SHA256: hex.EncodeToString(sum[:])}, picture, now)
	})
	save(func(o clinic.Once) (clinic.Saved, error) {
		return care.AddCheckIn(ctx, o, course, clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness"}}, Text: "it is red"}, time.Time{})
	})
	return care
}

var picture = bytes.Repeat([]byte("picture "), 1000)

func files(t *testing.T, b []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestTheExportHoldsEverythingInFilesThatOpen(t *testing.T) {
	t.Parallel()
	care := record(t)
	var out bytes.Buffer
	if err := export.Write(t.Context(), care, &out); err != nil {
		t.Fatal(err)
	}
	got := files(t, out.Bytes())
	for name := range got {
		if path.Clean(name) != name || strings.HasPrefix(name, "/") || strings.Contains(name, "..") {
			t.Errorf("%s leaves its folder", name)
		}
	}
	var d data
	if err := json.Unmarshal(got["data.json"], &d); err != nil {
		t.Fatalf("%v in\n%s", err, got["data.json"])
	}
	if d.Format != export.Format || d.Tenant != care.Tenant() || len(d.Audit) < 8 {
		t.Errorf("head %+v, %d entries", d.Head, len(d.Audit))
	}
	kinds := map[clinic.Kind]export.Row{}
	for _, r := range d.Rows {
		kinds[r.Kind] = r
		if bytes.Contains(r.Body, []byte(`"`+clinic.SaltName+`":`)) {
			t.Errorf("%s carries its salt", r.Kind)
		}
	}
	if string(got[kinds[clinic.KindPhoto].File]) != string(picture) {
		t.Errorf("the photo %q is not the one that was kept", kinds[clinic.KindPhoto].File)
	}
	if label := got[kinds[clinic.KindProduct].File]; !strings.Contains(string(label), "Retinol\r\nmade in") {
		t.Errorf("label %q", label)
	}
	in := kinds[clinic.KindCheckIn]
	if in.Inputs == nil || in.Inputs.Course.Modality != skinafter.Needling || len(in.Inputs.Uses) != 1 || !bytes.Contains(in.Body, []byte(`"level"`)) {
		t.Errorf("check-in %s with inputs %+v", in.Body, in.Inputs)
	}
	dir := "courses/2026-11-18-" + kinds[clinic.KindCourse].ID.String()
	if faults := ical.Check(got[dir+"/plan.ics"]); len(faults) > 0 || len(got[dir+"/plan.ics"]) == 0 {
		t.Errorf("calendar of %d bytes: %v", len(got[dir+"/plan.ics"]), faults)
	}
	if text := string(got[dir+"/passport.txt"]); !strings.Contains(text, "Behandlungspass") || !strings.Contains(text, "Aqua, Retinol") {
		t.Errorf("passport:\n%s", text)
	}
	if !strings.Contains(string(got["README.txt"]), "2026-11-19 15:00 UTC") {
		t.Errorf("README.txt:\n%s", got["README.txt"])
	}
}

// failing is a connection that breaks.
type failing struct{ left int }

var errBroken = errors.New("the connection broke")

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errBroken
	}
	return len(p), nil
}

func TestABrokenConnectionEndsTheExport(t *testing.T) {
	t.Parallel()
	care := record(t)
	for _, most := range []int{0, 100, 5000} {
		if err := export.Write(t.Context(), care, &failing{most}); !errors.Is(err, errBroken) {
			t.Errorf("after %d bytes: %v", most, err)
		}
	}
	if _, err := care.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}
