package clinic_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/clinic/view"
	"skinafter/interop/ical"
	"skinafter/recovery"
	"skinafter/verdict"
)

func TestAFreshRecordHasOnePersonAndStaysTheSame(t *testing.T) {
	t.Parallel()
	b := opened(t)
	first, err := b.Self(b.ctx())
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Settle(b.ctx()); err != nil {
		t.Fatal(err)
	}
	again, err := b.Self(b.ctx())
	if err != nil || again.ID != first.ID {
		t.Errorf("settling twice: %v, %v, want %v", again.ID, err, first.ID)
	}
	if _, found, err := b.Current(b.ctx()); found || err != nil {
		t.Errorf("a fresh record has a course: %v, %v", found, err)
	}
}

func TestAChangeOfAnOlderVersionIsStale(t *testing.T) {
	t.Parallel()
	b := opened(t)
	self, _ := b.Self(b.ctx())
	saved := b.must(b.SavePerson(b.ctx(), b.key(), self.Version, clinic.Person{BirthYear: 1990, Country: "DE"}))
	if saved.Version != self.Version+1 {
		t.Errorf("version %d after %d", saved.Version, self.Version)
	}
	if _, err := b.SavePerson(b.ctx(), b.key(), self.Version, clinic.Person{}); !errors.Is(err, clinic.ErrStale) {
		t.Errorf("the other tab: %v, want ErrStale", err)
	}
	now, _ := b.Self(b.ctx())
	if now.Body.BirthYear != 1990 {
		t.Errorf("kept %+v", now.Body)
	}
}

func TestBadInputNamesItsFieldAndKeepsNothing(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	before := b.all()
	year := b.Now().AddDate(-30, 0, 0)
	later := b.Now().Add(time.Hour)
	sign := func(s clinic.Sign) error {
		_, err := b.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{Signs: []clinic.Sign{s}}, time.Time{})
		return err
	}
	start := func(change func(*clinic.Course)) error {
		c := b.needled()
		change(&c)
		_, err := b.StartCourse(b.ctx(), b.key(), c)
		return err
	}
	product := func(p clinic.Product) error {
		_, err := b.AddProduct(b.ctx(), b.key(), p)
		return err
	}
	for want, err := range map[string]error{
		"modality":          start(func(c *clinic.Course) { c.Modality = "ironing" }),
		"depth_mm":          start(func(c *clinic.Course) { c.DepthMM = -1 }),
		"zone":              start(func(c *clinic.Course) { c.Zone = "Moon/Crater" }),
		"ended":             start(func(c *clinic.Course) { c.Ended = clinic.Span{First: year, Last: year} }),
		"setting":           start(func(c *clinic.Course) { c.Provider.Setting = "garage" }),
		"exposures[0]":      start(func(c *clinic.Course) { c.Exposures = []string{"moonlight"} }),
		"note":              start(func(c *clinic.Course) { c.Note = strings.Repeat("x", 5000) }),
		"device":            start(func(c *clinic.Course) { c.Device = "pen\x00" }),
		"signs[0].code":     sign(clinic.Sign{Code: "sparkles"}),
		"signs[0].severity": sign(clinic.Sign{Code: "redness", Severity: "awful"}),
		"signs[0].trend":    sign(clinic.Sign{Code: "redness", Trend: "sideways"}),
		"signs[0].since":    sign(clinic.Sign{Code: "redness", Since: &later}),
		"label":             product(clinic.Product{}),
		"barcode":           product(clinic.Product{Name: "x", Barcode: "4006381333932"}),
		"form":              product(clinic.Product{Name: "x", Form: "spray"}),
	} {
		var in *skinafter.InputError
		if !errors.As(err, &in) || in.Field != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	if after := b.all(); after != before {
		t.Errorf("something was kept:\n%s", after)
	}
}

func TestALabelIsNeverChangedAndABarcodeComesFreeOffTheShelf(t *testing.T) {
	t.Parallel()
	b := opened(t)
	p := clinic.Product{Name: "Night serum", Label: serum, Barcode: "4006381333931"}
	id := b.must(b.AddProduct(b.ctx(), b.key(), p)).ID
	if _, err := b.AddProduct(b.ctx(), b.key(), p); !errors.Is(err, clinic.ErrExists) {
		t.Errorf("the same barcode again: %v", err)
	}
	found, err := b.ProductByBarcode(b.ctx(), "04006381333931")
	if err != nil || found.ID != id || found.Body.Barcode != "4006381333931" {
		t.Errorf("by its 14 digits: %+v, %v", found, err)
	}
	b.must(b.ChangeProduct(b.ctx(), b.key(), id, found.Version, clinic.Shelving{OffShelf: true}))
	p.Label = "INGREDIENTS: Aqua, Glycerin"
	second := b.must(b.AddProduct(b.ctx(), b.key(), p)).ID
	old, _ := b.Product(b.ctx(), id)
	if old.Body.Label != serum {
		t.Errorf("the old label is now %q", old.Body.Label)
	}
	if got, _ := b.ProductByBarcode(b.ctx(), "4006381333931"); got.ID != second {
		t.Errorf("the barcode finds %v", got.ID)
	}
	if _, err := b.ChangeProduct(b.ctx(), b.key(), id, old.Version, clinic.Shelving{}); !errors.Is(err, clinic.ErrExists) {
		t.Errorf("back on the shelf beside the new one: %v", err)
	}
}

func TestAProductThatWasUsedStays(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course, product := b.course(), b.product("Night serum", serum)
	use := b.must(b.AddUse(b.ctx(), b.key(), course, clinic.Use{Product: product, When: clinic.During}))
	if _, err := b.DropProduct(b.ctx(), b.key(), product, 0); !errors.Is(err, clinic.ErrInUse) {
		t.Errorf("dropping it: %v", err)
	}
	b.must(b.DropUse(b.ctx(), b.key(), use.ID, use.Version))
	b.must(b.DropProduct(b.ctx(), b.key(), product, 0))
	if _, err := b.Product(b.ctx(), product); !errors.Is(err, clinic.ErrNotFound) {
		t.Errorf("it is still there: %v", err)
	}
}

func TestACheckNeedsNoCourseAndKeepsNothing(t *testing.T) {
	t.Parallel()
	b := opened(t)
	before := b.all()
	got, err := view.Check(b.ctx(), b.Care, clinic.Ask{Text: serum})
	if err != nil {
		t.Fatal(err)
	}
	if got.Answer.Verdict != verdict.No && got.Answer.Verdict != verdict.Wait {
		t.Errorf("retinol after a treatment nobody knows: %v", got.Answer.Verdict)
	}
	evening, err := clinic.ReadLocal("ended", "2026-11-18 evening", "Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	got, err = view.Check(b.ctx(), b.Care, clinic.Ask{Text: "INGREDIENTS: Aqua, Retinol", Treatment: clinic.Treatment{
		Modality: skinafter.Needling, Ended: evening, Zone: "Europe/Berlin",
	}})
	if err != nil || got.Answer.Verdict != verdict.Wait {
		t.Fatalf("had it done yesterday evening, not sure about the depth: %v, %v", got.Answer.Verdict, err)
	}
	if until, ok := got.Answer.UntilTime(); !ok || until.Before(b.Now().Add(10*24*time.Hour)) {
		t.Errorf("until %v, %v", until, ok)
	}
	if got.Question.At.Exact() {
		t.Error("an evening is not a minute")
	}
	if b.all() != before {
		t.Error("a check was kept")
	}
}

func TestTheShelfHoldsEveryProductOnce(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	b.product("Night serum", serum)
	b.product("Plain cream", "INGREDIENTS: Aqua, Glycerin, Petrolatum")
	off := b.product("Old tonic", "INGREDIENTS: Alcohol denat.")
	b.must(b.ChangeProduct(b.ctx(), b.key(), off, 1, clinic.Shelving{OffShelf: true}))
	shelf, err := view.Shelf(b.ctx(), b.Care, course)
	if err != nil {
		t.Fatal(err)
	}
	s := shelf.Schedule
	if n := len(s.Now) + len(s.Slots) + len(s.Later) + len(s.Held) + len(s.Ask) + len(s.Never); n != 2 || len(shelf.Products) != 2 {
		t.Errorf("%d entries for %d products", n, len(shelf.Products))
	}
}

func TestWordsCountWithoutWhatThePersonDenies(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	b.Later(60 * time.Hour)
	words := "There is pus coming out and it is red."
	p, err := b.Preview(b.ctx(), course, clinic.CheckIn{Text: words}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(p.Heard.Said("symptom"), "pus") || p.Assessment.Finding.Level < skinafter.SameDay {
		t.Fatalf("heard %v, level %v", p.Heard.Said("symptom"), p.Assessment.Finding.Level)
	}
	denied, err := b.Preview(b.ctx(), course, clinic.CheckIn{Text: words, Denied: []string{"pus"}}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(denied.Heard.Said("symptom"), "pus") || denied.Assessment.Finding.Level >= p.Assessment.Finding.Level {
		t.Errorf("heard %v, level %v", denied.Heard.Said("symptom"), denied.Assessment.Finding.Level)
	}
}

func TestAProductUsedTooEarlyRaisesTheLevel(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	at := b.Now()
	b.Later(28 * time.Hour)
	red := clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness", Severity: skinafter.Moderate, Since: &at}}}
	calm, err := b.Preview(b.ctx(), course, red, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	product := b.product("C serum", "INGREDIENTS: Aqua, Ascorbic Acid")
	b.must(b.AddUse(b.ctx(), b.key(), course, clinic.Use{Product: product, When: clinic.After, At: &at}))
	early, err := b.Preview(b.ctx(), course, red, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if early.Assessment.Finding.Level <= calm.Assessment.Finding.Level {
		t.Errorf("without a product %v, with vitamin C at hour 2 %v", calm.Assessment.Finding.Level, early.Assessment.Finding.Level)
	}
}

func TestNowPlanAndCalendarKnowTheTime(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	v, err := view.Now(b.ctx(), b.Care, course)
	if err != nil {
		t.Fatal(err)
	}
	if v.Moment != skinafter.At(2*skinafter.Hour) || len(v.Avoid) == 0 || len(v.Do) == 0 || v.Next == nil || v.CheckIn == nil {
		t.Errorf("at 2 h: %+v, do %d, avoid %d, next %v, check-in %v", v.Moment, len(v.Do), len(v.Avoid), v.Next, v.CheckIn)
	}
	if v.Known || v.Numbers.Number != "112" {
		t.Errorf("numbers of an unknown country: %+v", v.Numbers)
	}
	b.Later(5 * 24 * time.Hour)
	if v, err = view.Now(b.ctx(), b.Care, course); err != nil || !v.Due {
		t.Errorf("nobody checked in for five days: due %v, %v", v.Due, err)
	}
	plan, err := view.Plan(b.ctx(), b.Care, course)
	if err != nil || plan.Phase.ID == "" {
		t.Errorf("plan: %+v, %v", plan.Phase, err)
	}
	cal, err := view.Calendar(b.ctx(), b.Care, course, "de", ical.Hidden)
	if err != nil || len(ical.Check(cal)) > 0 || !strings.Contains(string(cal), "BEGIN:VEVENT") {
		t.Errorf("calendar: %v, %v", ical.Check(cal), err)
	}
}

func TestATreatmentWhoseTimeNobodyKnowsIsJudgedCarefully(t *testing.T) {
	t.Parallel()
	b := opened(t)
	id := b.must(b.StartCourse(b.ctx(), b.key(), clinic.Course{Modality: skinafter.Needling})).ID
	readings, err := b.Situation(b.ctx(), id, b.Now())
	if err != nil || len(readings) != 1 {
		t.Fatalf("%d readings, %v", len(readings), err)
	}
	if s := readings[0]; s.At.Min != 0 || s.At.Max < 365*skinafter.Day || !slices.Contains(s.Exposures, "time_unknown") {
		t.Errorf("at %+v, exposures %v", s.At, s.Exposures)
	}
	v, err := view.Now(b.ctx(), b.Care, id)
	if err != nil || v.CheckIn != nil {
		t.Errorf("a date for a treatment without one: %v, %v", v.CheckIn, err)
	}
	unnamed := b.must(b.StartCourse(b.ctx(), b.key(), clinic.Course{})).ID
	if readings, err = b.Situation(b.ctx(), unnamed, b.Now()); err != nil || len(readings) != len(skinafter.Modalities()) {
		t.Errorf("an unknown treatment has %d readings, %v", len(readings), err)
	}
	p, err := b.Preview(b.ctx(), unnamed, clinic.CheckIn{Text: "I had microneedling 2 days ago, my face is a bit red"}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if s := p.Assessment.Situation; s.Course.Modality != skinafter.Needling || s.At.Max > 4*skinafter.Day {
		t.Errorf("words that say what and when: %v at %+v", s.Course.Modality, s.At)
	}
}

func TestTheTimelineHasASeriesForEverySign(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	b.Later(10 * time.Hour)
	b.must(b.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness"}, {Code: "warmth", Severity: skinafter.Mild}}}, time.Time{}))
	b.Later(24 * time.Hour)
	b.must(b.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{Signs: []clinic.Sign{{Code: "redness", Severity: skinafter.Mild}}, Gone: []string{"warmth"}}, time.Time{}))
	v, err := view.Timeline(b.ctx(), b.Care, course)
	if err != nil {
		t.Fatal(err)
	}
	if len(v.CheckIns) != 2 || len(v.Series) != 2 || v.Series[0].Code != "redness" {
		t.Fatalf("check-ins %d, series %+v", len(v.CheckIns), v.Series)
	}
	red, warm := v.Series[0], v.Series[1]
	if len(red.Points) != 2 || red.Points[0].Severity != skinafter.Moderate || red.Points[1].Since != skinafter.At(36*skinafter.Hour) {
		t.Errorf("redness: %+v", red.Points)
	}
	if len(red.Band) == 0 || red.Band[0].NormalUntil <= 0 || red.Band[0].WatchUntil < red.Band[0].NormalUntil {
		t.Errorf("band of redness: %+v", red.Band)
	}
	if len(warm.Points) != 2 || warm.Points[1].Severity != "" {
		t.Errorf("warmth that has gone: %+v", warm.Points)
	}
}

func TestTheNextSessionHoldsWhileNobodyLooked(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	b.Later(100 * time.Hour)
	b.must(b.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{Signs: []clinic.Sign{{Code: "pus"}}}, time.Time{}))
	b.Later(60 * 24 * time.Hour)
	b.must(b.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{Gone: []string{"pus"}}, time.Time{}))
	a, err := b.Ready(b.ctx(), course, []string{"passport", "agreed", "screening"})
	if err != nil || a.Ready.Answer < recovery.Hold {
		t.Errorf("pus that no clinician saw: %v, %v", a.Ready.Answer, err)
	}
	if _, err := b.Ready(b.ctx(), course, []string{"weather"}); err == nil {
		t.Error("a topic that nobody knows was taken")
	}
	s, err := b.Screen(b.ctx(), clinic.Answered{Modality: skinafter.RFNeedling})
	if err != nil || len(s.Items) == 0 || !slices.ContainsFunc(s.Items, func(i recovery.Item) bool { return i.Open }) {
		t.Errorf("screening of somebody unknown: %d items, %v", len(s.Items), err)
	}
	b.must(b.SaveAnswered(b.ctx(), b.key(), clinic.Answered{Topics: []string{"place"}, Course: course}))
	if list, err := b.Answered(b.ctx(), course, clinic.Page{}); err != nil || len(list) != 1 {
		t.Errorf("%d answers kept, %v", len(list), err)
	}
}

func TestThePurposeRecordComputesNothing(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	b.product("Night serum", serum)
	self, _ := b.Self(b.ctx())
	b.must(b.SavePerson(b.ctx(), b.key(), self.Version, clinic.Person{Purpose: clinic.PurposeRecord}))
	b.Later(100 * time.Hour)
	id := b.must(b.AddCheckIn(b.ctx(), b.key(), course, clinic.CheckIn{Signs: []clinic.Sign{{Code: "pus"}}}, time.Time{})).ID
	in, err := b.CheckIn(b.ctx(), id)
	if err != nil || in.Body.Shown.Level != nil || len(in.Body.Shown.Answer) > 0 || in.Body.Shown.Purpose != clinic.PurposeRecord {
		t.Errorf("shown %+v, %v", in.Body.Shown, err)
	}
	if _, err := b.Ready(b.ctx(), course, nil); !errors.Is(err, clinic.ErrRecord) {
		t.Errorf("readiness: %v", err)
	}
	shelf, err := view.Shelf(b.ctx(), b.Care, course)
	if err != nil || shelf.Schedule != nil || len(shelf.Products) != 1 {
		t.Errorf("shelf: %+v, %v", shelf.Schedule, err)
	}
	line, err := view.Timeline(b.ctx(), b.Care, course)
	if err != nil || len(line.Series) != 1 || len(line.Series[0].Band) > 0 {
		t.Errorf("timeline: %+v, %v", line.Series, err)
	}
	got, err := view.Check(b.ctx(), b.Care, clinic.Ask{Text: serum, Course: course})
	if err != nil || got.Purpose != clinic.PurposeRecord {
		t.Errorf("check: %v, %v", got.Purpose, err)
	}
	if e, err := b.Explain(b.ctx(), id); err != nil || !e.Same || e.Previewed.Assessment != nil {
		t.Errorf("explained: %+v, %v", e.Same, err)
	}
}

func TestThePassportHoldsWholeLabelsAndWhatToAsk(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	at := b.Now()
	serumID, cream := b.product("Night serum", serum), b.product("Cream of the clinic", "")
	b.must(b.AddUse(b.ctx(), b.key(), course, clinic.Use{Product: serumID, When: clinic.After, At: &at}))
	b.must(b.AddUse(b.ctx(), b.key(), course, clinic.Use{Product: serumID, When: clinic.After}))
	b.must(b.AddUse(b.ctx(), b.key(), course, clinic.Use{Product: cream, When: clinic.During}))
	p, err := view.Passport(b.ctx(), b.Care, course)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Products) != 2 || len(p.By("after")) != 1 || p.By("after")[0].Label != serum || len(p.By("after")[0].Times) != 1 {
		t.Errorf("products: %+v", p.Products)
	}
	var asks []string
	for _, a := range p.Asks {
		asks = append(asks, a.ID)
	}
	if want := []string{"label", "product-batch", "device", "needle", "batch"}; !slices.Equal(asks, want) {
		t.Errorf("asks %v, want %v", asks, want)
	}
	if zone := p.Treatment.First.Location().String(); zone != "Europe/Berlin" {
		t.Errorf("told in %s", zone)
	}
}

func TestDraftsAndPhotosAreKeptAndDropped(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course := b.course()
	d := clinic.Draft{Journey: "check-in", Answers: map[string][]string{"sign": {"redness", "itch"}}}
	saved := b.must(b.SaveDraft(b.ctx(), b.key(), clinic.None, 0, d))
	d.Answers["sign"] = []string{"redness"}
	saved = b.must(b.SaveDraft(b.ctx(), b.key(), saved.ID, saved.Version, d))
	if _, err := b.SaveDraft(b.ctx(), b.key(), saved.ID, 1, d); !errors.Is(err, clinic.ErrStale) {
		t.Errorf("the other tab: %v", err)
	}
	if got, err := b.Draft(b.ctx(), saved.ID); err != nil || !slices.Equal(got.Body.Answers["sign"], []string{"redness"}) {
		t.Errorf("draft %+v, %v", got.Body, err)
	}
	b.must(b.DropDraft(b.ctx(), b.key(), saved.ID, saved.Version))
	photo, blob := picture("a face")
	id := b.must(b.AddPhoto(b.ctx(), b.key(), course, photo, blob, time.Time{})).ID
	got, err := b.Photo(b.ctx(), id)
	if err != nil || string(got.Blob) != string(blob) {
		t.Errorf("photo of %d bytes, %v", len(got.Blob), err)
	}
	list, err := b.Photos(b.ctx(), course, clinic.Page{})
	if err != nil || len(list) != 1 || list[0].Blob != nil {
		t.Errorf("list of photos: %+v, %v", list, err)
	}
	photo.SHA256 = "0"
	if _, err := b.AddPhoto(b.ctx(), b.key(), course, photo, blob, time.Time{}); err == nil {
		t.Error("a photo that is not its digest was kept")
	}
}
