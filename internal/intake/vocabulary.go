package intake

import (
	"fmt"
	"slices"
	"strings"

	"skinafter"
)

// The closed lists of codes that a person's file may use; docs/vocabulary.md explains them.
// A code outside them is an input error: a misspelt condition must not be silently ignored.
const (
	skinTypes  = "I II III IV V VI unknown"
	Severities = "mild moderate severe"
	Trends     = "improving stable worsening"
	Conditions = `acne eczema psoriasis rosacea flushing sensitive_skin melasma vitiligo lichen_planus
		cold_sores keloid keloid_family suspicious_lesion immunosuppression transplant chemotherapy
		radiotherapy diabetes hiv bleeding_disorder sarcoidosis lupus scleroderma rheumatoid_arthritis
		hypertension atrial_fibrillation heart_disease kidney_disease liver_disease asthma epilepsy
		g6pd_deficiency methaemoglobinaemia pregnancy trying_to_conceive breastfeeding pacemaker
		metal_implant filler_recent face_surgery_recent scar_recent aspirin_allergy
		anaesthetic_allergy metal_allergy previous_reaction previous_granuloma`
	Symptoms = `redness spreading_redness bronzing dark_patches light_patches grey_white_skin dusky_skin
		mottled_skin non_fading_spots bruise sunburn pain pain_out_of_proportion warmth tightness itch
		burning tingling numbness sensitivity dryness flaking roughness crust honey_crust oozing
		discharge white_coating bleeding bleeding_uncontrolled orange_peel crackling_skin skin_sloughing
		acne milia papules nodules plaques pustules pus rash hives blisters blisters_grouped sores
		mouth_sores eye_blisters grid_pattern track_marks scar_raised dents swelling eye_swelling
		lip_swelling tongue_swelling lymph_nodes shin_lumps eye_pain pain_eye_movement red_eye
		light_sensitivity vision_disturbance eye_bulging eye_splash breathing_difficulty wheeze
		fast_breathing cough throat_tightness hoarse_voice blue_lips chest_pain palpitations faint
		collapse dizziness confusion drowsiness seizure twitching headache stiff_neck
		speech_disturbance face_droop one_sided_weakness mouth_numbness ear_ringing fever chills
		malaise vomiting diarrhoea abdominal_pain muscle_pain joint_pain low_urine anxiety mood_low
		self_harm_thoughts`
)

// OneOf checks a code against a closed list; an empty code is "not said".
func OneOf(field, code, list string) error {
	words := strings.Fields(list)
	if code == "" || slices.Contains(words, code) {
		return nil
	}
	want := "one of " + strings.Join(words, ", ")
	if len(words) > 20 {
		want = "a code of docs/vocabulary.md" + nearest(code, words)
	}
	return &skinafter.InputError{Field: field, Value: Short(code), Want: want}
}

// checkCondition checks a condition code; allergy:NAME carries a name in the person's words.
func checkCondition(field, code string) error {
	if name, ok := strings.CutPrefix(code, "allergy:"); ok && strings.TrimSpace(name) != "" {
		return nil
	}
	if code == "" {
		return &skinafter.InputError{Field: field, Want: "a code of docs/vocabulary.md"}
	}
	return OneOf(field, code, Conditions)
}

// nearest is a hint at the word that shares the longest start with code.
func nearest(code string, words []string) string {
	best, most := "", 2
	for _, w := range words {
		n := 0
		for n < len(w) && n < len(code) && w[n] == code[n] {
			n++
		}
		if n > most {
			best, most = w, n
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(", such as %s", best)
}

// Words lists the values of a closed list for an error line.
func Words[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}
