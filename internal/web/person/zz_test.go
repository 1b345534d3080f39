package person_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"skinafter/internal/clinic"
)

func TestSlow(t *testing.T) {
	h := filled(t)
	var list []string
	for i := range 100 {
		list = append(list, strings.Repeat(fmt.Sprintf("ab%dcd ", i), 20))
	}
	c := h.course().Body
	c.Modality, c.DepthMM = "", 0
	_, err := h.care.ChangeCourse(t.Context(), h.key(), h.course().ID, 1, c)
	h.must(err)
	for _, set := range []string{"none", "allergies", "medicines", "avoid", "prescribed", "all"} {
		h.person(func(x *clinic.Person) {
			x.Allergies, x.Medicines, x.Avoid, x.Prescribed = nil, nil, nil, nil
			if set == "allergies" || set == "all" {
				x.Allergies = list
			}
			if set == "medicines" || set == "all" {
				x.Medicines = list
			}
			if set == "avoid" || set == "all" {
				x.Avoid = list
			}
			if set == "prescribed" || set == "all" {
				x.Prescribed = list
			}
		})
		h.post("/before", "planned", "unsure")
		for _, a := range []string{"/my-data", "/before", "/session"} {
			at := time.Now()
			h.get(a)
			t.Logf("%s %s %v", set, a, time.Since(at))
		}
	}
}
