package main

import (
	"encoding/json"
	"strconv"
	"strings"

	"skinafter"
	"skinafter/internal/intake"
)

// dangers are the signs that are asked for before anything else.
var dangers = []string{
	"breathing_difficulty", "tongue_swelling", "lip_swelling", "throat_tightness", "faint", "confusion", "seizure",
	"vision_disturbance", "speech_disturbance", "one_sided_weakness", "chest_pain", "palpitations", "bleeding_uncontrolled",
	"dusky_skin", "pain_out_of_proportion", "skin_sloughing", "eye_splash", "self_harm_thoughts",
}

// signGroups are the further signs, asked for one group at a time.
var signGroups = []struct{ id, codes string }{
	{"colour", "redness spreading_redness dark_patches light_patches grey_white_skin bronzing bruise sunburn mottled_skin non_fading_spots"},
	{"feel", "pain warmth tightness itch burning tingling numbness sensitivity"},
	{"surface", "dryness flaking roughness crust honey_crust oozing discharge pus white_coating bleeding orange_peel crackling_skin"},
	{"bumps", "acne milia papules nodules plaques pustules rash hives blisters blisters_grouped sores mouth_sores grid_pattern track_marks scar_raised dents"},
	{"swelling", "swelling eye_swelling eye_blisters eye_pain pain_eye_movement red_eye light_sensitivity eye_bulging lymph_nodes shin_lumps"},
	{"body", "fever chills malaise vomiting diarrhoea abdominal_pain muscle_pain joint_pain low_urine headache stiff_neck dizziness fast_breathing wheeze cough hoarse_voice blue_lips mouth_numbness ear_ringing twitching drowsiness"},
	{"mind", "anxiety mood_low"},
}

// askedConditions are the conditions that change a level.
const askedConditions = `eczema psoriasis rosacea flushing cold_sores keloid immunosuppression transplant chemotherapy hiv
	diabetes pregnancy breastfeeding previous_reaction previous_granuloma aspirin_allergy`

// interview asks for a situation and returns its fields as the machine interface has them.
// urgent is called with what was said so far; where it reports an emergency nothing more is
// asked.
type interview struct {
	*dialog
	fields  map[string]any
	signs   []map[string]any
	urgent  func(json.RawMessage) bool
	confirm func(words string) string // takes out what was misread
}

// run asks everything and returns the fields.
func (v *interview) run() json.RawMessage {
	v.fields = map[string]any{}
	v.say(v.texts.Text("ask.welcome"))
	for _, at := range v.choose(v.texts.Text("ask.danger"), v.names("symptom.", dangers), true) {
		v.sign(dangers[at])
	}
	if v.urgent(v.raw()) {
		return v.raw()
	}
	if said := v.ask(v.texts.Text("ask.words")); said != "" {
		v.fields["text"] = said
		if v.urgent(v.raw()) {
			return v.raw()
		}
		v.fields["text"] = v.confirm(said)
	}
	v.treatment()
	for _, g := range signGroups {
		codes := strings.Fields(g.codes)
		for _, at := range v.choose(v.texts.Text("ask.signs."+g.id), v.names("symptom.", codes), true) {
			v.detail(v.sign(codes[at]))
		}
		if v.urgent(v.raw()) {
			return v.raw()
		}
	}
	v.person()
	v.products()
	return v.raw()
}

func (v *interview) sign(code string) map[string]any {
	s := map[string]any{"code": code}
	v.signs = append(v.signs, s)
	return s
}

func (v *interview) raw() json.RawMessage {
	if len(v.signs) > 0 {
		v.fields["symptoms"] = v.signs
	} else {
		v.fields["symptoms"] = []any{}
	}
	b, err := json.Marshal(v.fields)
	if err != nil {
		return json.RawMessage("{}")
	}
	return b
}

// treatment asks what was done, how deep, when and where.
func (v *interview) treatment() {
	t := v.texts
	kinds := skinafter.Modalities()
	codes := make([]string, len(kinds))
	for i, m := range kinds {
		codes[i] = string(m)
	}
	if at := v.choose(t.Text("ask.modality"), v.names("modality.", codes), false); len(at) == 1 {
		v.fields["modality"] = codes[at[0]]
		switch class := skinafter.Class(kinds[at[0]], 0); {
		case class == skinafter.ClassU, class == skinafter.ClassD:
			v.depth()
		case class.Ablated():
			if v.yes(t.Text("ask.open_skin")) {
				v.fields["open_skin"] = true
			}
		}
	}
	if m := v.spanAnswer(t.Text("ask.since")); m != nil {
		v.fields["hours_since"], v.fields["hours_since_max"] = m.Min.Hours(), m.Max.Hours()
	}
	areas := strings.Fields(intake.Joined(skinafter.Areas()))
	if at := v.choose(t.Text("ask.area"), v.names("area.", areas), false); len(at) == 1 {
		v.fields["area"] = areas[at[0]]
	}
	places := strings.Fields(intake.Settings)
	if at := v.choose(t.Text("ask.setting"), v.names("setting.", places), false); len(at) == 1 {
		v.fields["setting"] = places[at[0]]
	}
	codes = strings.Fields(intake.Exposures)
	var seen []string
	for _, at := range v.choose(t.Text("ask.exposures"), v.names("exposure.", codes), true) {
		seen = append(seen, codes[at])
	}
	if len(seen) > 0 {
		v.fields["exposures"] = seen
	}
}

func (v *interview) depth() {
	for {
		line := v.ask(v.texts.Text("ask.depth"))
		if line == "" {
			return
		}
		if mm, err := intake.ParseDepth("", line); err == nil {
			v.fields["depth_mm"] = float64(mm)
			return
		}
		v.say(v.texts.Text("ask.want_depth"))
	}
}

func (v *interview) yes(question string) bool {
	answer := strings.ToLower(v.ask(question + " " + v.texts.Text("ask.yes_no")))
	return strings.HasPrefix(answer, v.texts.Text("ask.yes_letter"))
}

// detail asks how bad a sign is, when it began and where it is going.
func (v *interview) detail(sign map[string]any) {
	t := v.texts
	name := t.Text("symptom." + sign["code"].(string))
	words := strings.Fields(intake.Severities)
	if at := v.choose(t.Text("ask.severity", "name", name), v.names("severity.", words), false); len(at) == 1 {
		sign["severity"] = words[at[0]]
	}
	if m := v.spanAnswer(t.Text("ask.onset", "name", name)); m != nil {
		sign["onset_h"] = m.Min.Hours()
	}
	words = strings.Fields(intake.Trends)
	if at := v.choose(t.Text("ask.trend", "name", name), v.names("trend.", words), false); len(at) == 1 {
		sign["trend"] = words[at[0]]
	}
}

// person asks who it is about, as far as it changes an answer.
func (v *interview) person() {
	t := v.texts
	for {
		line := v.ask(t.Text("ask.age"))
		if line == "" {
			break
		}
		if n, err := strconv.Atoi(line); err == nil && n > 0 && n <= 130 {
			v.fields["age"] = n
			break
		}
		v.say(t.Text("ask.want_age"))
	}
	codes := strings.Fields(askedConditions)
	var have []string
	for _, at := range v.choose(t.Text("ask.conditions"), v.names("health.", codes), true) {
		have = append(have, codes[at])
	}
	if len(have) > 0 {
		v.fields["conditions"] = have
	}
	if line := v.ask(t.Text("ask.medicines")); line != "" {
		v.fields["medications"] = splitList(line)
	}
}

// products asks what touched the skin, until nothing more is named.
func (v *interview) products() {
	var list []map[string]any
	for range 20 {
		line := v.ask(v.texts.Text("ask.product"))
		if line == "" {
			break
		}
		p := map[string]any{"label": line, "hour": nil}
		if m := v.spanAnswer(v.texts.Text("ask.product_hour")); m != nil {
			p["hour"] = m.Min.Hours()
		}
		list = append(list, p)
	}
	if len(list) > 0 {
		v.fields["products"] = list
	}
}

func splitList(line string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ';' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
