package check_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
)

func TestAnUnknownBarcodeKeepsWhatWasTypedAlsoInACourse(t *testing.T) {
	t.Parallel()
	d := open(t)
	id := d.course(t, noon.Add(-20*time.Hour)).String()
	w := d.post("/check", "course", id, "barcode", "4006381333931", "name", "My balm")
	wants(t, w, http.StatusUnprocessableEntity, "not on your shelf yet")
	for _, kept := range []string{`value="4006381333931"`, `value="My balm"`, `value="` + id + `"`} {
		if !strings.Contains(w.Body.String(), kept) {
			t.Errorf("the page lost %s", kept)
		}
	}
}

func TestALabelOfManyBytesSaysHowMuchFits(t *testing.T) {
	t.Parallel()
	d := open(t)
	long := strings.Repeat("ж", 40_000)
	for _, w := range []string{
		words(d.post("/check", "text", long, "when", "today")), words(d.post("/shelf", "name", "Крем", "text", long, "once", "k")),
	} {
		if !strings.Contains(w, "It has 40000 signs, and 32768 fit.") || !strings.Contains(w, long) {
			t.Errorf("it says %.300s", w)
		}
	}
}

func TestANameHasAsManySignsAsThePageSays(t *testing.T) {
	t.Parallel()
	d := open(t)
	name := strings.Repeat("ж", 200)
	if w := d.post("/shelf", "name", name, "text", "Aqua", "once", "k"); w.Code != http.StatusSeeOther {
		t.Errorf("%d: %s", w.Code, words(w))
	}
	wants(t, d.post("/check", "name", name, "text", "Aqua", "when", "today"), http.StatusOK)
	wants(t, d.post("/shelf", "name", name+"ж", "text", "Aqua", "once", "k2"), http.StatusUnprocessableEntity, "201 signs, and 200 fit")
}

func TestANameCannotTurnThePageRound(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.post("/shelf", "name", "Cream \u202exyz\u2066", "text", "Aqua", "once", "k")
	list, err := d.care.Products(t.Context(), clinic.Page{})
	if err != nil || len(list) != 1 || list[0].Body.Name != "Cream xyz" {
		t.Errorf("kept %+v, %v", list, err)
	}
}

func TestAProductIsNotDeletedWithoutTheVersionThatWasSeen(t *testing.T) {
	t.Parallel()
	d := open(t)
	at := d.post("/shelf", "name", "Cream", "text", "Aqua", "once", "k").Header().Get("Location")
	for _, version := range []string{"", "0", "-1", "x", "2"} {
		wants(t, d.post(at+"/remove", "version", version, "once", "r"+version), http.StatusConflict, "changed somewhere else")
	}
	if w := d.post(at+"/remove", "version", "1", "once", "r"); w.Code != http.StatusSeeOther {
		t.Errorf("with the version: %d", w.Code)
	}
}
