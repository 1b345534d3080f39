package label_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"skinafter"
	"skinafter/internal/testkit"
	"skinafter/label"
)

// truth is a label read by hand; see the README of the data.
type truth struct {
	ID       string
	Kind     string
	Level    string
	Raw      string
	Truth    []named
	Mentions []named
	Neutral  []string
}

type named struct {
	INCI    string
	Hazards []string
}

// aliases are names that count as one, and hazards that count neither way.
type aliases struct {
	Classes []([]string)
	Neutral map[string][]string `json:"neutral_hazards"`
	same    map[string]string
}

var (
	brackets = regexp.MustCompile(`\([^)]*\)`)
	noKey    = regexp.MustCompile(`[^A-Z0-9가-힣/]`)
)

func (a *aliases) key(name string) string {
	k := plainKey(name)
	if s, ok := a.same[k]; ok {
		return s
	}
	return k
}

func plainKey(name string) string {
	return noKey.ReplaceAllString(brackets.ReplaceAllString(strings.ToUpper(name), " "), "")
}

func readAliases(t testing.TB, path string) *aliases {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var a aliases
	if err := json.Unmarshal(data, &a); err != nil {
		t.Fatal(err)
	}
	a.same = map[string]string{}
	for _, c := range a.Classes {
		for _, m := range c {
			if k := plainKey(m); a.same[k] == "" {
				a.same[k] = plainKey(c[0])
			}
		}
	}
	return &a
}

// score counts names and hazards over many labels.
type score struct {
	right, wrong, missed         int
	hazRight, hazWrong, hazMiss  int
	macro                        float64
	lists, prose, proseTakenList int
}

func (s *score) add(a *aliases, g truth, got skinafter.Label) {
	want, have, neutral := set(a, g.Truth), map[string]bool{}, map[string]bool{}
	for _, n := range g.Neutral {
		neutral[plainKey(n)], neutral[a.key(n)] = true, true
	}
	for _, m := range g.Mentions {
		neutral[a.key(m.INCI)] = true
	}
	for _, i := range got.Ingredients {
		if i.Known() {
			have[a.key(i.INCI)] = true
		}
	}
	s.hazards(a, g, got, neutral)
	if g.Kind == "prose" {
		s.prose++
		if len(have) > 0 && (got.Kind == skinafter.List || got.Kind == skinafter.Multi) {
			s.proseTakenList++
		}
		return
	}
	right, wrong := 0, 0
	for k := range have {
		switch {
		case want[k]:
			right++
		case !neutral[k]:
			wrong++
		}
	}
	missed := len(want) - right
	s.right, s.wrong, s.missed, s.lists = s.right+right, s.wrong+wrong, s.missed+missed, s.lists+1
	s.macro += 2 * float64(right) / max(1, float64(2*right+wrong+missed))
}

func set(a *aliases, list []named) map[string]bool {
	out := map[string]bool{}
	for _, n := range list {
		out[a.key(n.INCI)] = true
	}
	return out
}

func (s *score) hazards(a *aliases, g truth, got skinafter.Label, neutral map[string]bool) {
	want, have := map[[2]string]bool{}, map[[2]string]bool{}
	for _, n := range append(slices.Clone(g.Truth), g.Mentions...) {
		for _, h := range n.Hazards {
			want[[2]string{a.key(n.INCI), h}] = true
		}
	}
	for _, i := range append(slices.Clone(got.Ingredients), got.Mentions...) {
		for _, h := range i.Hazards {
			have[[2]string{a.key(i.INCI), string(h)}] = true
		}
	}
	for k := range want {
		if have[k] {
			s.hazRight++
		} else {
			s.hazMiss++
		}
	}
	for k := range have {
		free := slices.ContainsFunc(a.Neutral[k[1]], func(n string) bool { return a.key(n) == k[0] })
		if !want[k] && !free && !neutral[k[0]] {
			s.hazWrong++
		}
	}
}

func (s *score) f1() float64 {
	return 2 * float64(s.right) / max(1, float64(2*s.right+s.wrong+s.missed))
}

func (s *score) log(t *testing.T, name string) {
	t.Helper()
	t.Logf("%-14s labels %d  micro F1 %.4f  macro F1 %.4f  wrong %.2f %%  prose taken for a list %d/%d  hazards recall %.4f precision %.4f",
		name, s.lists, s.f1(), s.macro/max(1, float64(s.lists)), s.wrongShare(), s.proseTakenList, s.prose,
		ratio(s.hazRight, s.hazMiss), ratio(s.hazRight, s.hazWrong))
}

func (s *score) wrongShare() float64 { return 100 * (1 - ratio(s.right, s.wrong)) }

func ratio(a, b int) float64 { return float64(a) / max(1, float64(a+b)) }

func atLeast(t *testing.T, what string, got, want float64) {
	t.Helper()
	if got < want {
		t.Errorf("%s is %.4f, want at least %.4f", what, got, want)
	}
}

func TestScoreOnRealLabels(t *testing.T) {
	t.Parallel()
	dir, ok := testkit.Shared(t, "data/labels")
	if !ok {
		return
	}
	aliasFile, ok := testkit.Shared(t, "tools/label_aliases.json")
	if !ok {
		return
	}
	a, r := readAliases(t, aliasFile), label.NewReader(base(t))
	clean := scoreClean(t, dir, a, r)
	clean.log(t, "clean")
	atLeast(t, "micro F1", clean.f1(), .970)
	atLeast(t, "macro F1", clean.macro/float64(clean.lists), .960)
	atLeast(t, "right names, per cent", 100-clean.wrongShare(), 99.5)
	atLeast(t, "hazard recall", ratio(clean.hazRight, clean.hazMiss), .97)
	atLeast(t, "hazard precision", ratio(clean.hazRight, clean.hazWrong), .96)
	if clean.proseTakenList*9 > clean.prose {
		t.Errorf("%d of %d prose fields were taken for a list", clean.proseTakenList, clean.prose)
	}
	all := &score{}
	for level, want := range map[string]float64{"light": .985, "medium": .960, "heavy": .910} {
		s := scoreNoisy(t, dir, a, r, level, all)
		s.log(t, level)
		atLeast(t, level+" F1", s.f1(), want)
	}
	atLeast(t, "right noisy names, per cent", 100-all.wrongShare(), 99.4)
	atLeast(t, "noisy hazard recall", ratio(all.hazRight, all.hazMiss), .93)
	atLeast(t, "noisy hazard precision", ratio(all.hazRight, all.hazWrong), .95)
}

func scoreClean(t *testing.T, dir string, a *aliases, r *label.Reader) *score {
	t.Helper()
	raw := map[string]string{}
	for _, l := range lines[struct{ ID, Raw string }](t, dir+"/labels_dev.jsonl.gz") {
		raw[l.ID] = l.Raw
	}
	s := &score{}
	for _, g := range lines[truth](t, dir+"/truth_dev.jsonl") {
		s.add(a, g, r.Parse(raw[g.ID]))
	}
	return s
}

func scoreNoisy(t *testing.T, dir string, a *aliases, r *label.Reader, level string, all *score) *score {
	t.Helper()
	s := &score{}
	for _, g := range lines[truth](t, dir+"/truth_dev_noisy.jsonl") {
		if g.Level == level {
			got := r.Parse(g.Raw)
			s.add(a, g, got)
			all.add(a, g, got)
		}
	}
	return s
}

func lines[T any](t testing.TB, path string) []T {
	t.Helper()
	list, err := testkit.ReadLines[T](path)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
