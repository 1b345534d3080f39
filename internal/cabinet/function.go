package cabinet

import "strings"

// Unlisted is the family of names that are recognised and stand in no rule: they wait
// longer than the plain base of a product.
const Unlisted = "unlisted"

// Family is the family that follows from what an inventory says an ingredient is for.
//
// One function that our rules treat strictly is enough for that family. A plain family is
// given only where every function is plain and the name does not look like something that
// acts on skin: a plant extract is listed as "humectant" too. All else is Unlisted.
func Family(name string, functions []string) string {
	plain := ""
	for _, f := range functions {
		f = strings.ToLower(f)
		if strict, ok := strictFamily(f); ok {
			return strict
		}
		family, ok := plainFamily(f)
		if !ok {
			return firstStrict(functions)
		}
		if plain == "" {
			plain = family
		}
	}
	if plain == "" || looksActive(name) {
		return Unlisted
	}
	return plain
}

func firstStrict(functions []string) string {
	for _, f := range functions {
		if family, ok := strictFamily(strings.ToLower(f)); ok {
			return family
		}
	}
	return Unlisted
}

func strictFamily(function string) (string, bool) {
	switch function {
	case "fragrance", "perfuming":
		return "fragrance", true
	case "uv filter":
		return "uv_filter_chemical", true
	case "keratolytic", "exfoliating", "peeling":
		return "acid_other", true
	case "bleaching", "skin bleaching":
		return "treatment_active", true
	case "depilatory":
		return "hair_removal", true
	case "tanning":
		return "self_tanner", true
	}
	return "", false
}

func plainFamily(function string) (string, bool) {
	switch function {
	case "viscosity controlling", "gel forming", "emulsion stabilising", "binding":
		return "thickener", true
	case "surfactant - emulsifying", "emulsifying":
		return "emulsifier", true
	case "film forming":
		return "polymer", true
	case "chelating":
		return "chelator", true
	case "buffering", "ph adjusters":
		return "buffer", true
	case "bulking", "absorbent", "anticaking", "opacifying":
		return "filler", true
	case "propellant":
		return "propellant", true
	case "skin conditioning - emollient", "plasticiser", "slip modifier":
		return "emollient", true
	}
	return "", false
}

// looksActive reports whether a name holds a piece that names of plants, ferments,
// peptides, acids and their like are made of.
func looksActive(name string) bool {
	for _, piece := range []string{
		"EXTRACT", "OIL", "JUICE", "WATER", "SAP", "RESIN", "LEAF", "ROOT", "SEED", "FLOWER", "FRUIT", "BARK", "HERB",
		"FERMENT", "LYSATE", "FILTRATE", "CULTURE", "CELL", "PLACENT", "PEPTIDE", "SH-", "R-", "RNA", "DNA", "NUCLE",
		"HYALURON", "RETIN", "ASCORB", "ACID", "SALICYL", "PEROXIDE", "QUINON", "ALCOHOL", "PARFUM", "AROMA", "MENTH",
		"SULFATE", "AMMONIUM", "AMINE", "FORMALDEHYDE", "ISOTHIAZOL", "SILVER", "CHLORO", "BROMO", "IODO", "PHENOL",
	} {
		if strings.Contains(name, piece) {
			return true
		}
	}
	return false
}
