package clinic_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/export"
	"skinafter/internal/clinic/view"
	"skinafter/internal/testkit"
)

// picture is some bytes that stand for a photo, with its description.
func picture(text string) (clinic.Photo, []byte) {
	sum := sha256.Sum256([]byte(text))
	return clinic.Photo{Width: 2, Height: 2, SHA256: hex.EncodeToString(sum[:])}, []byte(text)
}

// words of a person that must be nowhere but in their own rows.
const secret = "hypochondriac-zebra"

// lived is a record in which something of every kind is kept.
func lived(t testing.TB, open opener) (*bench, clinic.ID) {
	t.Helper()
	b := openedOn(t, open)
	self, err := b.Self(b.ctx())
	if err != nil {
		t.Fatal(err)
	}
	b.must(b.SavePerson(b.ctx(), b.key(), self.Version, clinic.Person{BirthYear: 1991, Allergies: []string{secret}, Conditions: []string{"rosacea"}, Country: "de"}))
	c := b.needled()
	c.Note = secret
	course := b.must(b.StartCourse(b.ctx(), b.key(), c)).ID
	product := b.product(secret, serum)
	b.must(b.AddUse(b.ctx(), b.key(), course, clinic.Use{Product: product, When: clinic.During, Note: secret}))
	photo, blob := picture(secret)
	b.Later(30 * time.Hour)
	pictured := b.must(b.AddPhoto(b.ctx(), b.key(), course, photo, blob, time.Time{})).ID
	b.must(b.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{
		Signs: []clinic.Sign{{Code: "redness"}}, Text: "It itches a bit, " + secret, Photos: []clinic.ID{pictured},
	}, time.Time{}))
	b.must(b.SaveAnswered(b.ctx(), b.key(), clinic.Answered{Topics: []string{"place"}, Course: course}))
	b.must(b.SaveDraft(b.ctx(), b.key(), clinic.None, 0, clinic.Draft{Journey: "course", Answers: map[string][]string{"note": {secret}}}))
	return b, course
}

// Law 10: what was acknowledged is kept once, however often it is sent.
func TestTheSameRequestTwiceIsOneRow(t *testing.T) {
	t.Parallel()
	onBoth(t, theSameRequestTwiceIsOneRow)
}

func theSameRequestTwiceIsOneRow(t *testing.T, open opener) {
	t.Helper()
	b := openedOn(t, open)
	course := b.course()
	once := b.key()
	in := clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness"}}}
	var wg sync.WaitGroup
	saved := make([]clinic.Saved, 8)
	for i := range saved {
		wg.Go(func() {
			var err error
			if saved[i], err = b.AddCheckIn(b.ctx(), once, course, in, time.Time{}); err != nil {
				t.Errorf("sending it %d times: %v", i, err)
			}
		})
	}
	wg.Wait()
	fresh := 0
	for _, s := range saved {
		if s.ID != saved[0].ID || s.Version != 1 {
			t.Errorf("saved %+v and %+v", saved[0], s)
		}
		if !s.Again {
			fresh++
		}
	}
	list, err := b.CheckIns(b.ctx(), course, clinic.Page{})
	if err != nil || len(list) != 1 || fresh != 1 {
		t.Errorf("%d rows, %d said that they were the first, %v", len(list), fresh, err)
	}
	once.Print = "another request"
	if _, err := b.AddCheckIn(b.ctx(), once, course, in, time.Time{}); !errors.Is(err, clinic.ErrKeyReused) {
		t.Errorf("the same key for something else: %v", err)
	}
	if _, err := b.StartCourse(b.ctx(), clinic.Once{}, b.needled()); err == nil {
		t.Error("a write without a key was carried out")
	}
}

// Law 10: what was shown can be shown again, from what was kept with it, whatever changed since.
func TestAStoredAnswerIsTheSameWhenItIsMadeAgain(t *testing.T) {
	t.Parallel()
	onBoth(t, aStoredAnswerIsTheSameWhenItIsMadeAgain)
}

func aStoredAnswerIsTheSameWhenItIsMadeAgain(t *testing.T, open opener) {
	t.Helper()
	b, course := lived(t, open)
	b.Later(20 * time.Hour)
	id := b.must(b.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{
		Signs: []clinic.Sign{{Code: "pus", Severity: skinafter.Mild}}, Text: "pus since this morning",
	}, time.Time{})).ID
	shown, err := b.CheckIn(b.ctx(), id)
	if err != nil {
		t.Fatal(err)
	}
	rec, err := b.Course(b.ctx(), course)
	if err != nil {
		t.Fatal(err)
	}
	changed := rec.Body
	changed.Modality, changed.DepthMM = skinafter.LaserFullAblative, 0
	b.must(b.ChangeCourse(b.ctx(), b.key(), course, rec.Version, changed))
	self, _ := b.Self(b.ctx())
	b.must(b.SavePerson(b.ctx(), b.key(), self.Version, clinic.Person{Conditions: []string{"immunosuppression"}}))
	b.Later(500 * time.Hour)
	got, err := b.Explain(b.ctx(), id)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Same || *got.CheckIn.Body.Shown.Level != got.Previewed.Assessment.Finding.Level {
		t.Errorf("level was %v and is %v", *got.CheckIn.Body.Shown.Level, got.Previewed.Assessment.Finding.Level)
	}
	if !bytes.Equal(shown.Body.Shown.Answer, got.CheckIn.Body.Shown.Answer) || *shown.Body.Shown.Level < skinafter.SameDay {
		t.Error("what was shown has changed")
	}
}

// changedEntry is a store in which somebody changed one entry of the audit chain.
type changedEntry struct {
	clinic.Store
	seq int64
}

type changedReader struct {
	clinic.Reader
	seq int64
}

func (s changedEntry) Read(tenant clinic.ID) clinic.Reader {
	return changedReader{s.Store.Read(tenant), s.seq}
}

func (r changedReader) Entries(ctx context.Context, after int64, limit int) ([]clinic.Entry, error) {
	list, err := r.Reader.Entries(ctx, after, limit)
	for i := range list {
		if list[i].Seq == r.seq {
			list[i].Action = "remove"
		}
	}
	return list, err
}

// The audit chain holds together, and one changed entry is found wherever it stands.
func TestOneChangedEntryOfTheAuditChainIsFound(t *testing.T) {
	t.Parallel()
	onBoth(t, oneChangedEntryOfTheAuditChainIsFound)
}

func oneChangedEntryOfTheAuditChainIsFound(t *testing.T, open opener) {
	t.Helper()
	b, _ := lived(t, open)
	head, err := b.Verify(b.ctx())
	if err != nil || head.Seq < 8 || head.Hash == "" {
		t.Fatalf("head %+v, %v", head, err)
	}
	if err := b.VerifyRows(b.ctx()); err != nil {
		t.Errorf("rows: %v", err)
	}
	for seq := int64(1); seq <= head.Seq; seq++ {
		bad := clinic.New(changedEntry{b.store, seq}, b.Facts(), b.Now, b.Tenant())
		if at, err := bad.Verify(b.ctx()); !errors.Is(err, clinic.ErrDamaged) || at.Seq != seq-1 {
			t.Errorf("entry %d was changed: %+v, %v", seq, at, err)
		}
	}
}

// A row that was changed behind the chain's back is found.
func TestARowChangedBehindTheChainIsFound(t *testing.T) {
	t.Parallel()
	onBoth(t, aRowChangedBehindTheChainIsFound)
}

func aRowChangedBehindTheChainIsFound(t *testing.T, open opener) {
	t.Helper()
	b, course := lived(t, open)
	err := b.store.Write(b.ctx(), b.Tenant(), func(w clinic.Writer) error {
		row, err := w.Row(b.ctx(), clinic.KindCourse, course)
		if err != nil {
			return err
		}
		row.Body = bytes.Replace(row.Body, []byte(`"needling"`), []byte(`"roller"`), 1)
		return w.Put(b.ctx(), row)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.VerifyRows(b.ctx()); !errors.Is(err, clinic.ErrDamaged) {
		t.Errorf("rows: %v", err)
	}
}

// Law 11: nothing about a person is in the audit chain or in the replies.
func TestNothingAboutAPersonIsInTheAuditChainOrAReply(t *testing.T) {
	t.Parallel()
	onBoth(t, nothingAboutAPersonIsInTheAuditChainOrAReply)
}

func nothingAboutAPersonIsInTheAuditChainOrAReply(t *testing.T, open opener) {
	t.Helper()
	b, course := lived(t, open)
	entries, err := b.Audit(b.ctx(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	once := b.key()
	b.must(b.AddProduct(b.ctx(), once, clinic.Product{Name: secret + " cream"}))
	reply, err := b.store.Read(b.Tenant()).Reply(b.ctx(), once.Key)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal([]any{entries, reply})
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{secret, "redness", "rosacea", "needling", "Studio"} {
		if bytes.Contains(text, []byte(word)) {
			t.Errorf("%q stands in the audit chain or a reply", word)
		}
	}
	if regexp.MustCompile(`\b1991\b`).Match(text) { // not within a digest, where chance may put it
		t.Error("the year of birth stands in the audit chain or a reply")
	}
	// The digest of a row cannot be guessed from what the row says: two rows that say the same
	// have different ones.
	same := clinic.Product{Name: "Water"}
	for range 2 {
		b.must(b.AddProduct(b.ctx(), b.key(), same))
	}
	entries, err = b.Audit(b.ctx(), 0, 1000)
	if n := len(entries); err != nil || entries[n-1].Digest == entries[n-2].Digest {
		t.Errorf("two rows that say the same have one digest, %v", err)
	}
	_ = course
}

// Law 11: no tenant sees another's row, whatever it asks for.
func TestAnotherTenantSeesNothing(t *testing.T) {
	t.Parallel()
	onBoth(t, anotherTenantSeesNothing)
}

func anotherTenantSeesNothing(t *testing.T, open opener) {
	t.Helper()
	b, course := lived(t, open)
	id, err := clinic.NewTenantID()
	if err != nil {
		t.Fatal(err)
	}
	other := clinic.New(b.store, testkit.Facts(t), b.Now, id)
	if err := other.Settle(b.ctx()); err != nil {
		t.Fatal(err)
	}
	checkIns, _ := b.CheckIns(b.ctx(), course, clinic.Page{})
	photos, _ := b.Photos(b.ctx(), course, clinic.Page{})
	uses, _ := b.Uses(b.ctx(), course, clinic.Page{})
	products, _ := b.Products(b.ctx(), clinic.Page{})
	drafts, _ := b.Drafts(b.ctx(), clinic.Page{})
	for name, ask := range map[string]func() error{
		"course":    func() error { _, err := other.Course(b.ctx(), course); return err },
		"now":       func() error { _, err := view.Now(b.ctx(), other, course); return err },
		"plan":      func() error { _, err := view.Plan(b.ctx(), other, course); return err },
		"timeline":  func() error { _, err := view.Timeline(b.ctx(), other, course); return err },
		"passport":  func() error { _, err := view.Passport(b.ctx(), other, course); return err },
		"ready":     func() error { _, err := other.Ready(b.ctx(), course, nil); return err },
		"situation": func() error { _, err := other.Situation(b.ctx(), course, b.Now()); return err },
		"check":     func() error { _, err := view.Check(b.ctx(), other, clinic.Ask{Name: "x", Course: course}); return err },
		"check-in":  func() error { _, err := other.CheckIn(b.ctx(), checkIns[0].ID); return err },
		"explain":   func() error { _, err := other.Explain(b.ctx(), checkIns[0].ID); return err },
		"photo":     func() error { _, err := other.Photo(b.ctx(), photos[0].ID); return err },
		"product":   func() error { _, err := other.Product(b.ctx(), products[0].ID); return err },
		"draft":     func() error { _, err := other.Draft(b.ctx(), drafts[0].ID); return err },
		"add to it": func() error {
			_, err := other.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{}, time.Time{})
			return err
		},
		"change it":  func() error { _, err := other.ChangeCourse(b.ctx(), b.key(), course, 1, b.needled()); return err },
		"drop it":    func() error { _, err := other.DropCourse(b.ctx(), b.key(), course, 0); return err },
		"drop a use": func() error { _, err := other.DropUse(b.ctx(), b.key(), uses[0].ID, 0); return err },
	} {
		if err := ask(); !errors.Is(err, clinic.ErrNotFound) {
			t.Errorf("%s: %v, want ErrNotFound", name, err)
		}
	}
	if list, err := other.CheckIns(b.ctx(), course, clinic.Page{}); len(list) > 0 || err != nil {
		t.Errorf("%d check-ins of another, %v", len(list), err)
	}
	var out bytes.Buffer
	if err := export.Write(b.ctx(), other, &out); err != nil || strings.Contains(unzipped(t, out.Bytes()), secret) {
		t.Errorf("the export of another, %v", err)
	}
}

// unzipped is the text of all files of an archive.
func unzipped(t testing.TB, b []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString("== " + f.Name + "\n")
		out.Write(text)
	}
	return out.String()
}

// Export, then erase, then nothing is left but the chain; and the record can be used again.
func TestAfterEraseNothingIsLeft(t *testing.T) {
	t.Parallel()
	onBoth(t, afterEraseNothingIsLeft)
}

func afterEraseNothingIsLeft(t *testing.T, open opener) {
	t.Helper()
	b, _ := lived(t, open)
	var out bytes.Buffer
	if err := export.Write(b.ctx(), b.Care, &out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(unzipped(t, out.Bytes()), secret) {
		t.Fatal("the export lacks the person's words")
	}
	before, err := b.Verify(b.ctx())
	if err != nil {
		t.Fatal(err)
	}
	once := b.key()
	receipt, err := b.Erase(b.ctx(), once)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range clinic.Kinds() {
		if receipt.Counts[kind] != 1 {
			t.Errorf("%s: %d erased", kind, receipt.Counts[kind])
		}
	}
	if receipt.Head.Seq <= before.Seq || receipt.Erased.IsZero() || len(receipt.Stays) == 0 || receipt.Backups == "" {
		t.Errorf("receipt %+v after %+v", receipt, before)
	}
	if left := b.all(); strings.Contains(left, secret) || strings.Count(left, "\n") != 1 {
		t.Errorf("left:\n%s", left)
	}
	if err := b.VerifyRows(b.ctx()); err != nil {
		t.Errorf("rows: %v", err)
	}
	course := b.course()
	again, err := b.Erase(b.ctx(), once)
	if err != nil || !again.Again {
		t.Errorf("the same page sent twice: %+v, %v", again, err)
	}
	if _, err := b.Course(b.ctx(), course); err != nil {
		t.Errorf("what was kept since is gone: %v", err)
	}
}

// What belongs to a course goes with it, and the chain still holds.
func TestWithACourseGoesWhatBelongsToIt(t *testing.T) {
	t.Parallel()
	onBoth(t, withACourseGoesWhatBelongsToIt)
}

func withACourseGoesWhatBelongsToIt(t *testing.T, open opener) {
	t.Helper()
	b, course := lived(t, open)
	b.must(b.DropCourse(b.ctx(), b.key(), course, 0))
	for _, kind := range []clinic.Kind{clinic.KindCourse, clinic.KindCheckIn, clinic.KindUse, clinic.KindPhoto, clinic.KindScreening} {
		if rows, err := b.store.Read(b.Tenant()).Rows(b.ctx(), kind, clinic.Filter{}, clinic.Page{}); len(rows) > 0 || err != nil {
			t.Errorf("%d rows of %s are left, %v", len(rows), kind, err)
		}
	}
	if err := b.VerifyRows(b.ctx()); err != nil {
		t.Error(err)
	}
	if _, err := view.Now(b.ctx(), b.Care, course); !errors.Is(err, clinic.ErrNotFound) {
		t.Errorf("now, in a course that is gone: %v", err)
	}
}
