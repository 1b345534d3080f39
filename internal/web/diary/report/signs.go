package report

import (
	"slices"
	"strings"
)

// Group is a part of the body of questions: signs that are asked for together. Its heading is
// the text diary.group.<id>.
type Group struct {
	ID    string
	Codes []string
}

// Dangerous are the signs that are asked for before anything else.
func Dangerous() []Group {
	return []Group{
		{"breath", strings.Fields("breathing_difficulty throat_tightness tongue_swelling lip_swelling")},
		{"head", strings.Fields("faint confusion seizure speech_disturbance one_sided_weakness vision_disturbance")},
		{"heart", strings.Fields("chest_pain palpitations")},
		{"skin", strings.Fields("bleeding_uncontrolled dusky_skin skin_sloughing pain_out_of_proportion eye_splash")},
		{"self", strings.Fields("self_harm_thoughts")},
	}
}

// Further are all further signs. The first group is what people most often notice; it stands
// open on the page, the others are folded.
func Further() []Group {
	return []Group{
		{"often", strings.Fields("redness swelling pain burning warmth tightness itch dryness flaking roughness crust acne bruise oozing")},
		{"wound", strings.Fields("pus discharge honey_crust white_coating bleeding sores blisters blisters_grouped pustules")},
		{"bumps", strings.Fields("papules nodules plaques milia rash hives scar_raised dents orange_peel crackling_skin grid_pattern track_marks")},
		{"colour", strings.Fields("spreading_redness dark_patches light_patches grey_white_skin bronzing mottled_skin non_fading_spots sunburn")},
		{"feel", strings.Fields("tingling numbness sensitivity")},
		{"eyes", strings.Fields("eye_swelling red_eye eye_pain pain_eye_movement light_sensitivity eye_blisters eye_bulging mouth_sores mouth_numbness lymph_nodes")},
		{"body", strings.Fields("fever chills malaise headache dizziness vomiting diarrhoea abdominal_pain muscle_pain joint_pain stiff_neck drowsiness " +
			"fast_breathing wheeze cough hoarse_voice blue_lips low_urine ear_ringing twitching shin_lumps collapse face_droop")},
		{"mind", strings.Fields("anxiety mood_low")},
	}
}

// Codes are the codes of groups, in order.
func Codes(groups []Group) []string {
	var out []string
	for _, g := range groups {
		out = append(out, g.Codes...)
	}
	return out
}

// IsDanger reports whether a code is among the signs that are asked for first.
func IsDanger(code string) bool { return slices.Contains(Codes(Dangerous()), code) }
