package intake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"skinafter"
	"skinafter/label"
	"skinafter/narrative"
	"skinafter/verdict"
)

// Report is what somebody reported, as far as it could be read. What could not be read is
// never dropped in silence: it is a problem, and where a careful reading exists that is taken.
type Report struct {
	Situation skinafter.Situation     // the first reading, without what only words said
	Problems  []*skinafter.InputError // what could not be read, in the order of the fields
	Said      []string                // ids of texts ("fields." + id): careful readings, said aloud
	Heard     narrative.Reading       // what was understood from words
	Country   string                  // as the line names it; empty = none

	courses []skinafter.Course // further readings of the treatment: the most careful answer of all counts
	others  []reportedCourse   // other treatments whose course still runs
	unread  []string           // codes that no list holds; their words are read as text
	noKind  bool               // nobody named the treatment in a field
	noTime  bool               // nobody named its time in a field
	labels  *label.Reader
	session sessionWire
}

// reportedCourse is another treatment with its own clock.
type reportedCourse struct {
	course skinafter.Course
	at     skinafter.Moment
}

// Names of the fields of a report, for error lines.
const (
	fieldNames   = "modality, depth_mm, hours_since, symptoms ... (docs/machine-interface.md)"
	productNames = "label, hour, name, form, prescribed, tolerated"
	symptomNames = "code, severity, onset_h, trend"
	checkInNames = "at_h, at_max_h, symptoms, gone, cleared"
	courseNames  = "modality, depth_mm, depth_class, area, hours_since, hours_since_max, closed_h, open_skin, occluded"
)

// Closed lists of a situation beside those of vocabulary.go.
const (
	Settings  = "clinic salon spa home unlicensed unknown"
	Exposures = `reused_equipment unsterile_equipment treated_over_cold_sore treated_over_acne heat_or_pool sun
		several_treatments time_unknown adrenaline_pen_used numbing_swallowed screening_found_late`
)

// readFields reads the fields of one report.
func readFields(raw json.RawMessage, labels *label.Reader) *Report {
	r := &Report{}
	ps := &problems{}
	o := newObject("fields.", raw, ps)
	r.treatment(o)
	r.person(o)
	r.uses(o, labels)
	r.checkIns(o)
	r.Situation.Text = o.text("text")
	r.Situation.Next = o.hours("next_h")
	r.session = readSession(o)
	o.rest(fieldNames)
	r.Problems = ps.list
	return r
}

// yearsAgo is how long ago a treatment is when it is said aloud that its course is long over.
const yearsAgo = 2 * 365 * skinafter.Day

// complete reads the words of a report, takes from them what no field said, and where nobody
// said it takes the careful reading aloud.
func (r *Report) complete(d Desk) {
	s := &r.Situation
	r.labels = d.Labels
	if more := r.unreadWords(); more != "" {
		s.Text = strings.TrimSpace(s.Text + "\n" + more)
	}
	if s.Text != "" {
		r.Heard = narrative.Read(d.Facts, s.Text, d.Lang)
	}
	if r.noKind && r.Heard.Course.Modality != "" {
		s.Course.Modality, r.noKind = r.Heard.Course.Modality, false
		s.Course.Depth = max(s.Course.Depth, r.Heard.Course.Depth)
	}
	if r.noKind {
		r.problem("fields.modality", "one of "+Words(skinafter.Modalities()))
		r.say("modality_unknown")
		r.courses = everyTreatment(s.Course)
	}
	if r.noTime && r.Heard.At != nil {
		r.timed(*r.Heard.At)
		r.noTime = false
	}
	if r.noTime {
		r.problem("fields.hours_since", "hours since the treatment ended; negative before it")
		r.say("time_unknown")
		if !slices.Contains(s.Exposures, "time_unknown") {
			s.Exposures = append(s.Exposures, "time_unknown")
		}
	}
}

// timed puts the report at a time that only its words told.
func (r *Report) timed(at skinafter.Moment) {
	s := &r.Situation
	for i := range s.CheckIns {
		if s.CheckIns[i].At == s.At {
			s.CheckIns[i].At = at
		}
	}
	s.At = at
}

func (r *Report) problem(field, want string) {
	if !slices.ContainsFunc(r.Problems, func(p *skinafter.InputError) bool { return p.Field == field }) {
		r.Problems = append(r.Problems, &skinafter.InputError{Field: field, Want: want})
	}
}

func (r *Report) say(id string) {
	if !slices.Contains(r.Said, id) {
		r.Said = append(r.Said, id)
	}
}

// treatment reads what was done, where and when.
func (r *Report) treatment(o *object) {
	s := &r.Situation
	var known, timed bool
	s.Course, known = readCourse(o)
	r.noKind = !known
	if contradicts(s.Course) {
		o.problems.add(o.field("depth_class"), string(s.Course.Class), "the class that follows from modality and depth, "+
			string(skinafter.Class(s.Course.Modality, s.Course.Depth)))
		r.say("depth_contradicts")
		other := s.Course
		other.Class = ""
		r.courses = append(r.courses, other)
	}
	s.Setting, _ = o.code("setting", Settings)
	s.Exposures = codes(o, "exposures", Exposures)
	r.unread = append(r.unread, others(o.texts("exposures"), s.Exposures)...)
	s.At, timed = readMoment(o)
	r.noTime = !timed
	if timed && s.At.Max > yearsAgo {
		r.say("long_ago")
	}
	for i, raw := range o.raws("courses", "a list of other treatments") {
		r.otherCourse(newObject(Index(o.field("courses"), i)+".", raw, o.problems))
	}
}

// others are the words of a list that were not taken.
func others(all, taken []string) []string {
	var out []string
	for _, w := range all {
		if !slices.Contains(taken, w) {
			out = append(out, w)
		}
	}
	return out
}

// otherCourse reads another treatment; one that nobody can place is taken as just done.
func (r *Report) otherCourse(o *object) {
	c, known := readCourse(o)
	at, timed := readMoment(o)
	o.rest(courseNames)
	if !known {
		o.problems.add(o.field("modality"), "", "one of "+Words(skinafter.Modalities()))
		c.Class = skinafter.ClassU
	}
	if !timed {
		o.problems.add(o.field("hours_since"), "", "hours since that treatment ended")
	}
	r.others = append(r.others, reportedCourse{c, at})
	r.say("several_courses")
}

// readCourse reads a treatment and reports whether its kind is known.
func readCourse(o *object) (c skinafter.Course, known bool) {
	modality := o.text("modality")
	c.Modality = skinafter.Modality(modality)
	known = c.Modality.Valid()
	if !known && modality != "" {
		o.problems.add(o.field("modality"), modality, "one of "+Words(skinafter.Modalities()))
	}
	if !known {
		c.Modality = ""
	}
	if mm := o.number("depth_mm", "a number of millimetres, or null"); mm != nil {
		depth, err := checkDepth(o.field("depth_mm"), *mm, jsonNumber(*mm))
		if o.problems.take(err) {
			c.Depth = depth
		}
	}
	class, _ := o.code("depth_class", "A B C D E F G U")
	c.Class = skinafter.DepthClass(class)
	area, _ := o.code("area", Joined(skinafter.Areas()))
	c.Area = skinafter.Area(area)
	c.Closed = o.hours("closed_h")
	c.OpenSkin = o.flag("open_skin")
	c.Occluded = o.flag("occluded")
	return c, known || c.Class != ""
}

// contradicts reports whether the stated depth class is not that of modality and depth.
func contradicts(c skinafter.Course) bool {
	if c.Class == "" || c.Modality == "" {
		return false
	}
	follows := skinafter.Class(c.Modality, c.Depth)
	return follows != c.Class && follows != skinafter.ClassU && c.Class != skinafter.ClassU
}

// everyTreatment is a treatment that nobody named, as each kind it may have been.
func everyTreatment(c skinafter.Course) []skinafter.Course {
	var out []skinafter.Course
	for _, m := range skinafter.Modalities() {
		other := c
		other.Modality = m
		out = append(out, other)
	}
	return out
}

// readMoment reads the time since a treatment; false where nobody can tell: then it is
// anything from just now to long ago.
func readMoment(o *object) (skinafter.Moment, bool) {
	from, to := o.hours("hours_since"), o.hours("hours_since_max")
	switch {
	case from == nil && to == nil:
		return skinafter.Between(0, Longest), false
	case from == nil:
		return skinafter.Between(min(0, *to), *to), true
	case to == nil:
		return skinafter.At(*from), true
	case *to < *from:
		o.problems.add(o.field("hours_since_max"), fmt.Sprint(to.Hours()), "hours that are not fewer than hours_since")
	}
	return skinafter.Between(*from, *to), true
}

// person reads who it is about.
func (r *Report) person(o *object) {
	p := &r.Situation.Person
	if age := o.number("age", "years, 0 to 130"); age != nil {
		const oldest = 130
		if *age < 0 || *age > oldest {
			o.problems.add(o.field("age"), jsonNumber(*age), "years, 0 to 130")
		} else {
			p.Age = max(1, int(*age))
		}
	}
	p.SkinType, _ = o.code("skin_type", skinTypes)
	for i, code := range o.texts("conditions") {
		if !o.problems.take(checkCondition(Index(o.field("conditions"), i), code)) {
			r.unread = append(r.unread, code)
			continue
		}
		p.Conditions = append(p.Conditions, code)
	}
	p.Medicines = o.texts("medications")
	p.Allergies = o.texts("allergies")
	if n := o.number("sessions_so_far", "a number of treatments, this one included"); n != nil {
		if *n < 0 || *n != float64(int(*n)) {
			o.problems.add(o.field("sessions_so_far"), jsonNumber(*n), "a whole number of treatments, this one included")
		} else {
			sessions := int(*n)
			r.Situation.Sessions = &sessions
		}
	}
	r.Situation.Photos = o.texts("photos")
}

// uses reads the products that touched the skin.
func (r *Report) uses(o *object, labels *label.Reader) {
	for i, raw := range o.raws("products", "a list of products") {
		po := newObject(Index(o.field("products"), i)+".", raw, o.problems)
		u := skinafter.Use{Product: ProductOf(po.text("label"), labels)}
		if name := po.text("name"); name != "" {
			u.Product.Name = name
		}
		if form, unread := po.code("form", Forms); unread == "" {
			u.Product.Form = skinafter.Form(form)
		}
		u.Product.Prescribed, u.Product.Tolerated = po.flag("prescribed"), po.flag("tolerated")
		u.At, u.During, u.Unknown = readHour(po)
		po.rest(productNames)
		r.Situation.Person.Uses = append(r.Situation.Person.Uses, u)
	}
}

// readHour reads when a product was used: a number of hours, "during", or not known.
func readHour(o *object) (at skinafter.Elapsed, during, unknown bool) {
	const want = `hours since the treatment (negative = before), "during" or null`
	o.read["hour"] = true
	raw := o.members["hour"]
	var word string
	switch {
	case isNull(raw):
		return 0, false, true
	case json.Unmarshal(raw, &word) == nil:
		if word != "during" {
			o.problems.add(o.field("hour"), word, want)
		}
		return 0, word == "during", word != "during"
	}
	if e := o.hours("hour"); e != nil {
		return *e, false, false
	}
	return 0, false, true
}

// ProductOf reads "repair cream: Aqua, Retinol", a bare list, or the name of a thing.
func ProductOf(text string, labels *label.Reader) skinafter.Product {
	name, list, named := strings.Cut(text, ": ")
	if !named {
		return thing(text, labels)
	}
	return skinafter.Product{Name: strings.TrimSpace(name), Label: labels.Parse(list)}
}

// thing is a product without a list of its own: a list without a name, an ingredient, or a
// plain word such as "unknown serum".
func thing(text string, labels *label.Reader) skinafter.Product {
	l := labels.Parse(text)
	if strings.Contains(text, ",") {
		return skinafter.Product{Label: l}
	}
	p := verdict.Named(text)
	if got := l.Ingredients; len(got) == 1 && got[0].Known() && got[0].Status != skinafter.Corrected {
		p.Label.Ingredients = got
	}
	return p
}

// Joined are the words of a closed list with spaces between them.
func Joined[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return strings.Join(out, " ")
}
