package api_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

const needled = `{"modality":"needling","depth_mm":1.5,"area":"face","zone":"Europe/Berlin",` +
	`"ended":{"first":"2026-11-18T17:00:00+01:00","last":"2026-11-18T17:00:00+01:00"},"provider":{"name":"Praxis","setting":"clinic"},"device":"Pen"}`

func get(path string) asked { return asked{method: http.MethodGet, path: path} }

// added adds something and returns its id.
func (b *bench) added(path, body string) string {
	b.t.Helper()
	id, ok := b.ask(http.StatusCreated, post(path, body)).json(b.t)["id"].(string)
	if !ok {
		b.t.Fatalf("%s: no id", path)
	}
	return id
}

// filled is a record with one of everything.
func filled(b *bench) (course, product, checkIn, photo, use string) {
	course = b.added("/courses", needled)
	product = b.added("/products", `{"name":"Serum","label":"Aqua, Retinol","barcode":"4006381333931"}`)
	use = b.added("/courses/"+course+"/uses", `{"product":"`+product+`","when":"after","at":"2026-11-19T08:00:00Z"}`)
	checkIn = b.added("/courses/"+course+"/check-ins", `{"signs":[{"code":"redness","severity":"mild","since":"2026-11-18T18:00:00Z"}],"text":"a bit tight"}`)
	photo, _ = b.ask(http.StatusCreated, asked{
		method: http.MethodPost, path: "/courses/" + course + "/photos?check_in=" + checkIn, body: somePhoto(b.t), media: "image/png",
	}).json(b.t)["id"].(string)
	b.added("/answered", `{"topics":["passport","agreed"],"course":"`+course+`"}`)
	return course, product, checkIn, photo, use
}

func somePhoto(t testing.TB) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		img.Set(x, 5, color.RGBA{200, 120, 110, 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestEveryOperationOfTheDocumentWorks asks every operation once; the recorder holds each
// answer to the document.
func TestEveryOperationOfTheDocumentWorks(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course, product, checkIn, photo, use := filled(b)
	for _, path := range []string{
		"/person", "/courses", "/courses/" + course, "/courses/" + course + "/check-ins", "/courses/" + course + "/uses", "/courses/" + course + "/photos",
		"/courses/" + course + "/passport", "/courses/" + course + "/plan", "/courses/" + course + "/timeline", "/courses/" + course + "/readiness?answered=passport,agreed",
		"/courses/" + course + "/now", "/courses/" + course + "/calendar.ics?lang=de&privacy=hidden", "/check-ins/" + checkIn, "/products", "/products?barcode=4006381333931",
		"/products/" + product, "/uses/" + use, "/photos/" + photo, "/answered", "/answered?course=" + course, "/audit", "/audit?after=2&limit=1",
		"/courses/" + course + "/shelf", "/person/screening", "/person/screening?course=" + course + "&modality=peel_medium&answered=passport,agreed",
	} {
		b.ask(http.StatusOK, get(path))
	}
	b.ask(http.StatusOK, asked{method: http.MethodPut, path: "/person", match: `"1"`, body: `{"birth_year":1990,"skin_type":"III","conditions":["rosacea"],"country":"de","lang":"de","told":["conditions"]}`})
	b.ask(http.StatusOK, asked{method: http.MethodPut, path: "/courses/" + course, match: `"1"`, body: needled})
	b.ask(http.StatusOK, asked{method: http.MethodPut, path: "/products/" + product + "/shelving", match: `"1"`, body: `{"off_shelf":true,"prescribed":false}`})
	for _, body := range []struct{ path, body string }{
		{"/labels", `{"text":"Aqua"}`},
		{"/checks", `{"text":"Aqua","course":{"modality":"needling"},"elapsed_h":1}`},
		{"/triages", `{"text":"pain"}`},
		{"/plans", `{"course":{"modality":"needling"},"elapsed_h":1}`},
		{"/readiness", `{"text":"pain"}`},
		{"/screenings", `{"text":"pain"}`},
	} {
		b.ask(http.StatusOK, post(body.path, body.body))
	}
	b.ask(http.StatusOK, post("/courses/"+course+"/checks", `{"product":"`+product+`"}`))
	archive := b.ask(http.StatusOK, asked{method: http.MethodPost, path: "/export", key: "-"})
	if _, err := zip.NewReader(bytes.NewReader(archive.body), int64(len(archive.body))); err != nil {
		t.Errorf("the export is no archive: %v", err)
	}
	b.ask(http.StatusNoContent, asked{method: http.MethodDelete, path: "/photos/" + photo, match: `"1"`})
	b.ask(http.StatusNoContent, asked{method: http.MethodDelete, path: "/uses/" + use, match: `"1"`})
	b.ask(http.StatusNoContent, asked{method: http.MethodDelete, path: "/products/" + product, match: `"2"`})
	b.ask(http.StatusNoContent, asked{method: http.MethodDelete, path: "/courses/" + course, match: `"2"`})
	b.ask(http.StatusNotFound, get("/check-ins/"+checkIn))
	receipt := b.ask(http.StatusOK, asked{method: http.MethodDelete, path: "/person", match: `"2"`}).json(t)
	if stays, _ := receipt["stays"].([]any); len(stays) != 2 || !strings.Contains(fmt.Sprint(stays...), "Liste") || !strings.Contains(fmt.Sprint(receipt["backups"]), "Kopien") {
		t.Errorf("receipt: %v", receipt)
	}
	if person := b.ask(http.StatusOK, get("/person")).json(t); fmt.Sprint(person["data"]) != "map[]" {
		t.Errorf("after erasing there is %v", person)
	}
	paths, _ := b.doc["paths"].(map[string]any)
	for path, item := range paths {
		for method := range item.(map[string]any) {
			if !slices.ContainsFunc(keysOf(b.seen), func(s string) bool {
				return strings.HasPrefix(s, strings.ToUpper(method)+" "+path+" 2")
			}) {
				t.Errorf("%s %s was never asked with success", strings.ToUpper(method), path)
			}
		}
	}
}

func keysOf(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

func TestWritesNeedAKeyAndChangesAVersion(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course, product, _, photo, use := filled(b)
	spare := b.added("/products", `{"name":"never used"}`)
	for _, q := range []asked{
		{method: http.MethodPost, path: "/courses", body: needled},
		{method: http.MethodPost, path: "/products", body: `{"name":"x"}`},
		{method: http.MethodPost, path: "/courses/" + course + "/check-ins", body: `{"signs":[]}`},
		{method: http.MethodPost, path: "/courses/" + course + "/uses", body: `{"product":"` + product + `","when":"after"}`},
		{method: http.MethodPost, path: "/courses/" + course + "/photos", body: somePhoto(t), media: "image/png"},
		{method: http.MethodPost, path: "/answered", body: `{"topics":[]}`},
		{method: http.MethodPut, path: "/person", body: `{}`, match: `"1"`},
		{method: http.MethodPut, path: "/courses/" + course, body: needled, match: `"1"`},
		{method: http.MethodPut, path: "/products/" + product + "/shelving", body: `{"off_shelf":true,"prescribed":true}`, match: `"1"`},
		{method: http.MethodDelete, path: "/courses/" + course, match: `"1"`},
		{method: http.MethodDelete, path: "/products/" + spare, match: `"1"`},
		{method: http.MethodDelete, path: "/uses/" + use, match: `"1"`},
		{method: http.MethodDelete, path: "/photos/" + photo, match: `"1"`},
		{method: http.MethodDelete, path: "/person", match: `"1"`},
	} {
		keyless := q
		keyless.key = "-"
		places(t, b.ask(http.StatusBadRequest, keyless), "Idempotency-Key")
		spaced := q
		spaced.key = "a b"
		places(t, b.ask(http.StatusUnprocessableEntity, spaced), "Idempotency-Key")
		if q.match == "" {
			continue
		}
		blind := q
		blind.match = ""
		places(t, b.ask(http.StatusPreconditionRequired, blind), "If-Match")
		for _, stale := range []string{`"7"`, `W/"1"`, `"01"`, "1", "*", `"1", "2"`} {
			old := q
			old.match = stale
			b.ask(http.StatusPreconditionFailed, old)
		}
	}
	if n := len(list(t, b.ask(http.StatusOK, get("/courses")))); n != 1 {
		t.Errorf("%d courses after writes that were all refused", n)
	}
}

// list are the ids of a list.
func list(t *testing.T, r *replied) []string {
	t.Helper()
	var page struct{ Items []struct{ ID string } }
	if err := json.Unmarshal(r.body, &page); err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, i := range page.Items {
		out = append(out, i.ID)
	}
	return out
}

func TestTheSameKeyDoesNothingTwice(t *testing.T) {
	t.Parallel()
	b := opened(t)
	q := asked{method: http.MethodPost, path: "/courses", body: needled, key: "one"}
	first := b.ask(http.StatusCreated, q)
	second := b.ask(http.StatusCreated, q)
	if !bytes.Equal(first.body, second.body) || first.header.Get("Idempotency-Replayed") != "false" || second.header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("first %s, second %s", first.body, second.body)
	}
	course, _ := first.json(t)["id"].(string)
	if first.header.Get("Location") != "/api/v1/courses/"+course || first.header.Get("ETag") != `"1"` {
		t.Errorf("headers %v", first.header)
	}
	b.ask(http.StatusUnprocessableEntity, asked{method: http.MethodPost, path: "/courses", body: `{"modality":"roller"}`, key: "one"})
	change := asked{method: http.MethodPut, path: "/courses/" + course, body: `{"modality":"roller"}`, key: "two", match: `"1"`}
	b.ask(http.StatusOK, change)
	if again := b.ask(http.StatusOK, change); again.header.Get("Idempotency-Replayed") != "true" || again.header.Get("ETag") != `"2"` {
		t.Errorf("a change tried again: %v", again.header)
	}
	change.key = "three"
	b.ask(http.StatusPreconditionFailed, change)
	drop := asked{method: http.MethodDelete, path: "/courses/" + course, key: "four", match: `"2"`}
	b.ask(http.StatusNoContent, drop)
	if again := b.ask(http.StatusNoContent, drop); again.header.Get("Idempotency-Replayed") != "true" {
		t.Error("a removal tried again was carried out again")
	}
}

func TestErasingTwiceErasesOnce(t *testing.T) {
	t.Parallel()
	b := opened(t)
	filled(b)
	q := asked{method: http.MethodDelete, path: "/person", match: `"1"`, key: "gone"}
	counts, _ := b.ask(http.StatusOK, q).json(t)["counts"].(map[string]any)
	if counts["course"] != 1.0 || counts["photo"] != 1.0 {
		t.Errorf("erased %v", counts)
	}
	b.added("/products", `{"name":"kept since"}`)
	b.ask(http.StatusOK, asked{method: http.MethodPut, path: "/person", match: `"1"`, body: `{"birth_year":1990}`})
	if again := b.ask(http.StatusOK, q); again.header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("erased again: %s", again.body)
	}
	q.key = "another"
	b.ask(http.StatusPreconditionFailed, q)
	if kept := list(t, b.ask(http.StatusOK, get("/products"))); len(kept) != 1 {
		t.Errorf("kept since: %v", kept)
	}
}

func TestTheSameKeyFromManySidesMakesOneRow(t *testing.T) {
	t.Parallel()
	b := opened(t)
	var all sync.WaitGroup
	ids := make([]string, 12)
	for i := range ids {
		all.Go(func() {
			r := b.do(asked{method: http.MethodPost, path: "/products", body: `{"name":"x"}`, key: "same"})
			if r.status == http.StatusCreated {
				ids[i], _ = r.json(t)["id"].(string)
			}
		})
	}
	all.Wait()
	if kept := list(t, b.ask(http.StatusOK, get("/products"))); len(kept) != 1 || slices.ContainsFunc(ids, func(id string) bool { return id != kept[0] }) {
		t.Errorf("kept %v, answered %v", kept, ids)
	}
}

func TestWhatIsThereIsNotSentAgain(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course, _, _, photo, _ := filled(b)
	for _, path := range []string{"/person", "/courses", "/courses/" + course, "/courses/" + course + "/plan", "/photos/" + photo, "/courses/" + course + "/calendar.ics"} {
		tag := b.ask(http.StatusOK, get(path)).header.Get("ETag")
		q := get(path)
		for _, none := range []string{tag, `"x", W/` + tag, "*"} {
			q.none = none
			if r := b.ask(http.StatusNotModified, q); len(r.body) > 0 || r.header.Get("ETag") != tag {
				t.Errorf("%s: 304 with %d bytes, ETag %s", path, len(r.body), r.header.Get("ETag"))
			}
		}
		q.none = `"other"`
		b.ask(http.StatusOK, q)
	}
	b.clock.Later(time.Hour)
	q := get("/courses/" + course + "/now")
	q.none = b.ask(http.StatusOK, q).header.Get("ETag")
	b.clock.Later(time.Hour)
	b.ask(http.StatusOK, q)
}

func TestListsComeInPages(t *testing.T) {
	t.Parallel()
	b := opened(t)
	var made []string
	for i := range 7 {
		b.clock.Later(time.Minute)
		made = append(made, b.added("/products", fmt.Sprintf(`{"name":"p%d"}`, i)))
	}
	for _, order := range []string{"oldest", "newest"} {
		var got []string
		path := "/products?limit=3&order=" + order
		for pages := 0; path != ""; pages++ {
			r := b.ask(http.StatusOK, get(path))
			got = append(got, list(t, r)...)
			next, _ := r.json(t)["next"].(string)
			if (next != "") != strings.Contains(r.header.Get("Link"), `rel="next"`) || pages > 3 {
				t.Fatalf("next %q, link %q", next, r.header.Get("Link"))
			}
			path = ""
			if next != "" {
				path = "/products?limit=3&order=" + order + "&cursor=" + next
			}
		}
		want := slices.Clone(made)
		if order == "newest" {
			slices.Reverse(want)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", order, got, want)
		}
	}
	cursor, _ := b.ask(http.StatusOK, get("/products?limit=3")).json(t)["next"].(string)
	for _, path := range []string{
		"/products?limit=3&order=newest&cursor=" + cursor, "/courses?cursor=" + cursor, "/products?cursor=x", "/products?cursor=" + strings.ToLower(cursor),
		"/products?limit=0", "/products?limit=201", "/products?limit=x", "/products?order=best", "/products?sort=name", "/audit?after=-1",
	} {
		b.ask(http.StatusUnprocessableEntity, get(path))
	}
}

// TestAKeptCourseIsAskedLikeTheMachineInterface holds the questions about what is kept to the
// answers that the same facts give to a question that keeps nothing.
func TestAKeptCourseIsAskedLikeTheMachineInterface(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course, product, _, _, _ := filled(b)
	path := "/courses/" + course + "/checks"
	byID := b.ask(http.StatusOK, post(path, `{"id":[1,"a"],"product":"`+product+`"}`)).json(t)
	byText := b.ask(http.StatusOK, post(path, `{"id":[1,"a"],"name":"Serum","text":"Aqua, Retinol"}`)).json(t)
	if fmt.Sprint(byID) != fmt.Sprint(byText) || byID["verdict"] != "wait" || fmt.Sprint(byID["id"]) != "[1 a]" {
		t.Errorf("by id %v\nby text %v", byID, byText)
	}
	alone := b.ask(http.StatusOK, post("/checks", `{"text":"Aqua, Retinol","course":{"modality":"needling","depth_mm":1.5},"elapsed_h":23}`)).json(t)
	if byText["until_h"] != alone["until_h"] || byText["elapsed_h"] != alone["elapsed_h"] {
		t.Errorf("kept: until %v at %v; not kept: until %v at %v", byText["until_h"], byText["elapsed_h"], alone["until_h"], alone["elapsed_h"])
	}
	later := b.ask(http.StatusOK, post(path, `{"product":"`+product+`","at":"2027-03-01T12:00:00Z"}`)).json(t)
	if later["verdict"] == "wait" {
		t.Errorf("months later: %v", later["verdict"])
	}
	shelf := b.ask(http.StatusOK, get("/courses/"+course+"/shelf")).json(t)
	if fmt.Sprint(shelf["kept"]) != "["+product+"]" || shelf["verdict"] != "wait" {
		t.Errorf("shelf: %v %v", shelf["kept"], shelf["verdict"])
	}
	empty := b.added("/courses", needled)
	b.ask(http.StatusOK, asked{method: http.MethodPut, path: "/products/" + product + "/shelving", match: `"1"`, body: `{"off_shelf":true,"prescribed":false}`})
	if shelf := b.ask(http.StatusOK, get("/courses/"+empty+"/shelf")).json(t); fmt.Sprint(shelf["kept"], shelf["products"]) != "[] []" {
		t.Errorf("an empty shelf: %v", shelf)
	}
	before := b.ask(http.StatusOK, get("/person/screening?modality=needling")).json(t)
	b.ask(http.StatusOK, asked{method: http.MethodPut, path: "/person", match: `"1"`, body: `{"conditions":["pregnancy"],"told":["conditions"]}`})
	after := b.ask(http.StatusOK, get("/person/screening?modality=needling")).json(t)
	if before["answer"] == after["answer"] && fmt.Sprint(before["items"]) == fmt.Sprint(after["items"]) {
		t.Errorf("a condition changed nothing: %v", after)
	}
	b.ask(http.StatusOK, asked{method: http.MethodPut, path: "/person", match: `"2"`, body: `{"purpose":"record"}`})
	for _, q := range []asked{post(path, `{"product":"`+product+`"}`), get("/courses/" + course + "/shelf"), get("/person/screening")} {
		b.ask(http.StatusForbidden, q)
	}
}

func TestQuestionsAboutWhatIsKeptAreRefusedWithAPlace(t *testing.T) {
	t.Parallel()
	b := opened(t)
	course, product, _, _, _ := filled(b)
	const none = "01979b5e-0000-7000-8000-000000000000"
	path := "/courses/" + course + "/checks"
	for body, place := range map[string]string{
		`{}`: "#/text", `{"product":"` + none + `"}`: "#/product", `{"product":"x"}`: "#/product", `{"product":"` + product + `","text":"Aqua"}`: "#/product",
		`{"text":"Aqua","form":"soup"}`: "#/form", `{"text":"Aqua","course":"x"}`: "#/course",
	} {
		places(t, b.ask(http.StatusUnprocessableEntity, post(path, body)), place)
	}
	b.ask(http.StatusNotFound, post("/courses/"+none+"/checks", `{"text":"Aqua"}`))
	b.ask(http.StatusNotFound, get("/courses/"+none+"/shelf"))
	for query, place := range map[string]string{"modality=waxing": "modality", "answered=weather": "answered", "course=" + none: "course", "course=x": "course"} {
		places(t, b.ask(http.StatusUnprocessableEntity, get("/person/screening?"+query)), place)
	}
}
