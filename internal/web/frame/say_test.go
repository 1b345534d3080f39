package frame_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"skinafter"
)

func TestASourceIsCalledByWhoWroteItOrByItsTitle(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	v := f.Visit(httptest.NewRequest(http.MethodGet, "/", nil))
	for _, c := range []struct {
		src  skinafter.Source
		want string
	}{
		{skinafter.Source{Authors: "Chu S, Foulad DP, Mesinkovska NA", Year: 2021, Title: "Safety profile"}, "Chu and others 2021"},
		{skinafter.Source{Authors: "Ramaut L et al.", Year: 2018}, "Ramaut and others 2018"},
		{skinafter.Source{Authors: "Fulton JE (from memory)", Year: 1990}, "Fulton 1990"},
		{skinafter.Source{Authors: "US Food and Drug Administration", Year: 2020}, "US Food and Drug Administration 2020"},
		{skinafter.Source{Title: "Toxic shock after a phenol face peel", Year: 1982}, "Toxic shock after a phenol face… 1982"},
		{skinafter.Source{Title: "Adverse effects of erbium and CO2 laser resurfacing (textbook)"}, "Adverse effects of erbium and…"},
	} {
		if got := f.Called(v, &c.src); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestASourceIsLinkedOnceWithTheSentencesThatWereCited(t *testing.T) {
	t.Parallel()
	f := newFrame(t, "UTC")
	v := f.Visit(httptest.NewRequest(http.MethodGet, "/", nil))
	links := f.Sources(v, []string{"S1", "E15", "S2", "S1", "nobody"})
	if len(links) != 2 || links[0].Href != "/sources/A" || links[0].ID != "S1, S2" || links[1].Href != "/sources/E15" || links[1].Text != "Chu and others 2021" {
		t.Errorf("%+v", links)
	}
	if one := f.Sources(v, []string{"S1"}); len(one) != 1 || one[0].Href != "/sources/S1" || one[0].ID != "S1" {
		t.Errorf("%+v", one)
	}
}
