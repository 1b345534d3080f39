package passport

import (
	"strconv"
	"strings"
	"time"
)

// Words say texts of one language by their key, with pairs of name and value filled in. A nil
// Words says the keys themselves. The keys are "passport.*", "modality.*", "area.*",
// "setting.*", "symptom.*" and "severity.*".
type Words interface {
	Text(key string, args ...any) string
}

func say(w Words, key string, args ...any) string {
	if w != nil {
		return w.Text(key, args...)
	}
	for i := 1; i < len(args); i += 2 {
		if n, ok := args[i].(int); ok {
			key += " " + strconv.Itoa(n)
		}
	}
	return key
}

// fact is one line about the treatment.
type fact struct {
	name, value string
	wanted      bool // shown as unknown where nobody knows it
}

// facts are the lines about the treatment, in their order.
func (p *Passport) facts(w Words) []fact {
	t := &p.Treatment
	done := ""
	if t.Modality != "" {
		done = say(w, "modality."+string(t.Modality))
	}
	if t.Area != "" && t.Area != "unknown" {
		done = strings.TrimPrefix(done+", "+say(w, "area."+string(t.Area)), ", ")
	}
	session := ""
	if t.Session > 0 {
		session = strconv.Itoa(t.Session)
	}
	setting := ""
	if t.Setting != "" && t.Setting != "unknown" {
		setting = say(w, "setting."+t.Setting)
	}
	needled := depthMatters(t.Modality)
	name := func(key string) string { return say(w, "passport."+key) }
	return []fact{
		{name("done"), done, true},
		{name("ended"), ended(t.First, t.Last), true},
		{name("depth"), t.depth(), needled},
		{name("device"), t.Device, true},
		{name("needle"), t.Needle, needled},
		{name("batch"), t.Batch, true},
		{name("session"), session, false},
		{name("provider"), strings.TrimSpace(t.Provider + " " + t.Phone), true},
		{name("setting"), setting, false},
		{name("note"), t.Note, false},
	}
}

// ended is the time of the end of a treatment with its offset from UTC.
func ended(first, last time.Time) string {
	const day, form = "2006-01-02 15:04", "2006-01-02 15:04 -07:00"
	switch {
	case first.IsZero() || last.IsZero():
		return ""
	case first.Equal(last):
		return first.Format(form)
	}
	return first.Format(day) + " .. " + last.Format(form)
}

// Text is the whole passport as plain text, every label in full: for a file, or a printer
// without pages.
func (p *Passport) Text(w Words) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	heading := func(text string) { line("\n", text, "\n", strings.Repeat("-", len([]rune(text)))) }
	title := say(w, "passport.title")
	line(title)
	line(strings.Repeat("=", len([]rune(title))))
	for _, f := range p.facts(w) {
		switch {
		case f.value != "":
			line(f.name, ": ", oneLine(f.value))
		case f.wanted:
			line(f.name, ": ", say(w, "passport.unknown"))
		}
	}
	for _, s := range Stages() {
		list := p.By(s)
		if len(list) == 0 && s != During {
			continue
		}
		heading(say(w, "passport.stage_"+string(s)))
		if len(list) == 0 {
			line(say(w, "passport.unknown"))
		}
		for i := range list {
			b.WriteString(list[i].text(w))
		}
	}
	if len(p.Reactions) > 0 {
		heading(say(w, "passport.signs"))
		for _, r := range p.Reactions {
			line(r.First.In(p.Made.Location()).Format("2006-01-02"), "  ", say(w, "symptom."+r.Code), " (", say(w, "severity."+string(r.Worst)), ")")
		}
	}
	if len(p.Asks) > 0 {
		heading(say(w, "passport.asks"))
		for _, a := range p.Asks {
			line("- ", a.Text(w))
		}
	}
	return b.String()
}

// Text is the question in words.
func (a Ask) Text(w Words) string {
	return say(w, "passport.ask_"+strings.ReplaceAll(a.ID, "-", "_"), "product", oneLine(a.About))
}

// text is a product with its whole label.
func (x *Product) text(w Words) string {
	var b strings.Builder
	name := strings.TrimSpace(oneLine(x.Brand) + " " + oneLine(x.Name))
	if name == "" {
		name = say(w, "passport.unnamed")
	}
	b.WriteString(name + "\n")
	add := func(key, value string) {
		if value != "" {
			b.WriteString("  " + say(w, "passport."+key) + ": " + value + "\n")
		}
	}
	add("barcode", x.Barcode)
	add("batch", oneLine(x.Batch))
	var times []string
	for _, t := range x.Times {
		times = append(times, t.Format("2006-01-02 15:04"))
	}
	add("used", strings.Join(times, ", "))
	add("note", oneLine(x.Note))
	if x.Label == "" {
		add("label", say(w, "passport.unknown"))
		return b.String()
	}
	b.WriteString("  " + say(w, "passport.label") + ":\n")
	for l := range strings.Lines(strings.TrimRight(x.Label, "\n") + "\n") {
		b.WriteString("    " + strings.TrimRight(l, "\r\n") + "\n")
	}
	return b.String()
}
