package demo

import (
	"time"

	"skinafter"
	"skinafter/internal/clinic"
)

// item is an invented product and the hours after the treatment at which it was used.
type item struct {
	product clinic.Product
	during  bool
	hours   []float64 // negative = before
}

// shelf are the products of the demonstration. Two of them are in nobody's interest now: a
// scented night serum with retinol and a vitamin C.
func shelf() []item {
	return []item{
		{clinic.Product{
			Name: "Sterile saline", Brand: "Stillwater", Form: skinafter.LeaveOn, Batch: "SS-0417", Barcode: "2000000000022",
			Label: "Ingredients: Aqua, Sodium Chloride",
		}, true, []float64{0.5, 6}},
		{clinic.Product{
			Name: "Barrier cream", Brand: "Plainfield", Form: skinafter.LeaveOn, Barcode: "2000000000039",
			Label: "Ingredients: Aqua, Glycerin, Caprylic/Capric Triglyceride, Cetyl Alcohol, Squalane, Cholesterol, Ceramide NP, Ceramide AP, Ceramide EOP, Phytosphingosine, Carbomer, Xanthan Gum, Caprylyl Glycol, Sodium Hydroxide",
		}, false, []float64{38, 44, 50}},
		{clinic.Product{
			Name: "Gentle milk wash", Brand: "Plainfield", Form: skinafter.RinseOff,
			Label: "INGREDIENTS: Aqua, Glycerin, Cetearyl Alcohol, Coco-Glucoside, Panthenol, Xanthan Gum, Sodium Benzoate, Citric Acid",
		}, false, []float64{-4, 40, 49}},
		{clinic.Product{
			Name: "Mineral sun cream SPF 50", Brand: "Plainfield", Form: skinafter.LeaveOn,
			Label: "Ingredients: Aqua, Zinc Oxide, C12-15 Alkyl Benzoate, Caprylic/Capric Triglyceride, Glycerin, Polyglyceryl-3 Polyricinoleate, Polyhydroxystearic Acid, Magnesium Sulfate, Tocopherol",
		}, false, nil},
		{clinic.Product{
			Name: "Luma Nocte night serum", Brand: "Luma", Form: skinafter.LeaveOn, Barcode: "2000000000015",
			Label: "INGREDIENTS / INHALTSSTOFFE: Aqua/Water/Eau, Glycerin, Niacinarnide 4%, Propanediol, Caprylic/Capric Triglyceride, Squalane, Retinol 0.3 %, Butyro-\nspermum Parkii (Shea) Butter, Sodium Hyaluronate, Cetearyl Alcohol, Panthenol, Tocopherol, 1,2-Hexanediol, Xanthan Gum, Phenoxyethanol, Ethylhexylglycerin, Citric Acid, Parfum (Fragrance), Linalool, Limonene",
		}, false, nil},
		{clinic.Product{
			Name: "Morning vitamin C", Brand: "Luma", Form: skinafter.LeaveOn,
			Label: "Ingredients: Aqua, Ascorbic Acid 15%, Ethoxydiglycol, Propylene Glycol, Glycerin, Tocopherol, Ferulic Acid, Panthenol, Sodium Hyaluronate, Phenoxyethanol",
		}, false, nil},
	}
}

// seen is what was reported at an hour.
type seen struct {
	hour   float64
	signs  []clinic.Sign
	gone   []string
	text   string
	begins map[string]float64 // hour at which a sign began
}

// diary are the check-ins of the demonstration: usual healing of needled skin.
func diary() []seen {
	return []seen{
		{
			hour: 4,
			signs: []clinic.Sign{
				{Code: "redness", Severity: skinafter.Moderate, Trend: "stable"},
				{Code: "warmth", Severity: skinafter.Moderate, Trend: "stable"},
				{Code: "tightness", Severity: skinafter.Mild, Trend: "stable"},
			},
			begins: map[string]float64{"redness": 0, "warmth": 0, "tightness": 1},
			text:   "Feels like a sunburn.",
		},
		{
			hour: 26,
			signs: []clinic.Sign{
				{Code: "redness", Severity: skinafter.Mild, Trend: "improving"},
				{Code: "tightness", Severity: skinafter.Mild, Trend: "stable"},
				{Code: "dryness", Severity: skinafter.Mild, Trend: "stable"},
			},
			gone:   []string{"warmth"},
			begins: map[string]float64{"redness": 0, "tightness": 1, "dryness": 20},
		},
		{
			hour: 49,
			signs: []clinic.Sign{
				{Code: "redness", Severity: skinafter.Mild, Trend: "improving"},
				{Code: "dryness", Severity: skinafter.Mild, Trend: "stable"},
				{Code: "flaking", Severity: skinafter.Mild, Trend: "stable"},
			},
			gone:   []string{"tightness"},
			begins: map[string]float64{"redness": 0, "dryness": 20, "flaking": 44},
		},
	}
}

// hourAfter is an hour after the end of the treatment.
func hourAfter(end time.Time, hours float64) time.Time {
	return end.Add(skinafter.Hours(hours).Duration())
}
