package knowledge

import "regexp"

// stopsMedicine finds advice to leave a medicine. Only a prescriber gives it.
var stopsMedicine = regexp.MustCompile(`(?i)\b(stop|pause|skip|quit|leave out|come off|do not take|don't take)\b[^.;:]*\b` +
	`(medicines?|medication|tablets?|pills?|blood thinners?|aspirin|warfarin|insulin|antibiotics?|steroids?|isotretinoin|` +
	`prescri\w+|doses?)\b|` +
	`\b(medikamente?|arznei\w*|tabletten?|blutverdünner|aspirin|insulin|antibioti\w+|kortison)\b[^.;:]*\b(absetzen|weglassen|pausieren)\b`)

// deniesStopping marks a sentence that says the opposite: never stop.
var deniesStopping = regexp.MustCompile(`(?i)\b(never|do not|don't|not|nie|nicht|no one|nobody)\b[^.;:]*\b(stop|pause|skip|leave|absetzen|weglassen)|` +
	`\b(nie|nicht)\b|ask`)

// StopsMedicine reports whether a sentence tells a person to leave a medicine. "Never stop"
// and "ask when to pause" do not.
func StopsMedicine(text string) bool {
	for _, sentence := range sentenceEnd.Split(text, -1) {
		if stopsMedicine.MatchString(sentence) && !deniesStopping.MatchString(sentence) {
			return true
		}
	}
	return false
}

var sentenceEnd = regexp.MustCompile(`[.!?;:]\s|[.!?;:]$`)
