package label_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"skinafter"
	"skinafter/label"
)

func TestNamesHaveTheHazardsTheyAreAndNoOther(t *testing.T) {
	t.Parallel()
	tests := []struct{ hazards, names string }{
		{"retinoid", "Retinol; Retinal; Retinyl Palmitate; Retinyl Acetate; Hydroxypinacolone Retinoate; Tretinoin; Adapalene; Retinyl Retinoate; Vitamin A Palmitate"},
		{"aha", "Glycolic Acid; Lactic Acid; Mandelic Acid; Citric Acid; Malic Acid; Tartaric Acid"},
		{"bha", "Salicylic Acid; Capryloyl Salicylic Acid; Betaine Salicylate"},
		{"pha", "Gluconolactone; Lactobionic Acid"},
		{"vitamin_c", "Ascorbic Acid; Ascorbyl Glucoside; 3-O-Ethyl Ascorbic Acid; Tetrahexyldecyl Ascorbate; Sodium Ascorbyl Phosphate; Magnesium Ascorbyl Phosphate; Ascorbyl Palmitate"},
		{"fragrance", "Parfum; Fragrance; Aroma; Phthalate-Free Fragrance"},
		{"fragrance_allergen", "Limonene; Linalool; Citral; Geraniol; Coumarin; Eugenol; Benzyl Alcohol; Benzyl Benzoate; Benzyl Salicylate; Hexyl Cinnamal"},
		{"denatured_alcohol", "Alcohol Denat.; SD Alcohol 40-B"},
		{"alcohol", "Alcohol; Ethanol"},
		{"uv_filter_chemical", "Avobenzone; Octocrylene; Homosalate; Octinoxate; Octisalate; Oxybenzone; Bemotrizinol; Ensulizole; Ethylhexyl Triazone; Diethylamino Hydroxybenzoyl Hexyl Benzoate; Ethylhexyl Salicylate"},
		{"uv_filter_mineral", "Titanium Dioxide; Zinc Oxide"},
		{"harsh_surfactant", "Sodium Lauryl Sulfate; Sodium Laureth Sulfate; Ammonium Lauryl Sulfate; Sodium C14-16 Olefin Sulfonate"},
		{"formaldehyde_releaser", "DMDM Hydantoin; Diazolidinyl Urea; Imidazolidinyl Urea; Quaternium-15; 2-Bromo-2-Nitropropane-1,3-Diol"},
		{"isothiazolinone", "Methylisothiazolinone; Methylchloroisothiazolinone"},
		{"silicone", "Dimethicone; Cyclopentasiloxane; Amodimethicone; Dimethicone/Vinyl Dimethicone Crosspolymer; Phenyl Trimethicone; PEG-10 Dimethicone; Polysilicone-11"},
		{"ferment", "Bifida Ferment Lysate; Galactomyces Ferment Filtrate; Saccharomyces Ferment; Yeast Extract; Leuconostoc/Radish Root Ferment Filtrate"},
		{"snail", "Snail Secretion Filtrate"},
		{"aloe", "Aloe Barbadensis Leaf Juice; Aloe Barbadensis Leaf Extract; Aloe Vera Leaf Juice"},
		{"hyaluronate_unspecified", "Sodium Hyaluronate; Hyaluronic Acid; Sodium Hyaluronate Crosspolymer; Hydroxypropyltrimonium Hyaluronate"},
		{"hyaluronate_lmw", "Hydrolyzed Hyaluronic Acid; Hydrolyzed Sodium Hyaluronate; Sodium Hyaluronate (50 kDa)"},
		{"hyaluronate_hmw", "Sodium Hyaluronate (1.8 MDa); Sodium Hyaluronate (high molecular weight)"},
		{"ceramide", "Ceramide NP; Ceramide AP; Ceramide EOP; Ceramide 3"},
		{"cholesterol", "Cholesterol"},
		{"copper_peptide", "Copper Tripeptide-1"},
		{"peptide_other", "Palmitoyl Pentapeptide-4; Acetyl Hexapeptide-8; Palmitoyl Tripeptide-1; Tripeptide-1"},
		{"growth_factor", "sh-Oligopeptide-1; sh-Polypeptide-1; rh-Oligopeptide-1"},
		{"niacinamide", "Niacinamide"},
		{"panthenol", "Panthenol; Dexpanthenol; Provitamin B5"},
		{"centella", "Centella Asiatica Extract; Madecassoside; Asiaticoside"},
		{"petrolatum", "Petrolatum; Vaseline"},
		{"mineral_oil", "Mineral Oil; Paraffinum Liquidum"},
		{"benzoyl_peroxide", "Benzoyl Peroxide"},
		{"hydroquinone", "Hydroquinone"},
		{"enzyme", "Papain; Bromelain; Protease"},
		{"scrub_particle", "Pumice; Prunus Armeniaca Seed Powder"},
		{"", "Cetearyl Alcohol; Cetyl Alcohol; Stearyl Alcohol; Behenyl Alcohol; Sodium Chondroitin Sulfate; Magnesium Sulfate; Butyloctyl Salicylate; Copper Gluconate; Bakuchiol; Beta-Carotene; Stearic Acid; Benzoic Acid; Sodium Benzoate; Sodium Sulfite; BHT; BHA; Zinc Gluconate; Tocopherol; Helianthus Annuus Seed Oil; Hyaluronidase Inhibitor Zzz; Sodium PCA; Glycine; Propylene Glycol; CI 77891"},
	}
	r := label.NewReader(base(t))
	for _, tt := range tests {
		for name := range strings.SplitSeq(tt.names, "; ") {
			t.Run(tt.hazards+" "+name, func(t *testing.T) {
				t.Parallel()
				got := r.Parse("Aqua, Glycerin, Xanthan Gum, Allantoin, " + name)
				var hazards []string
				for _, i := range got.Ingredients[min(4, len(got.Ingredients)):] {
					for _, h := range i.Hazards {
						hazards = append(hazards, string(h))
					}
				}
				hazards = slices.DeleteFunc(hazards, func(h string) bool { return h == "fragrance_allergen_2023" })
				var want []string
				if tt.hazards != "" {
					want = []string{tt.hazards}
				}
				if diff := cmp.Diff(want, hazards); diff != "" {
					t.Errorf("hazards (-want +got):\n%s", diff)
				}
			})
		}
	}
}

func TestEssentialOilsAreToldFromFixedOils(t *testing.T) {
	t.Parallel()
	r := label.NewReader(base(t))
	tests := []struct {
		name string
		want bool
	}{
		{"Lavandula Angustifolia (Lavender) Oil", true},
		{"Melaleuca Alternifolia (Tea Tree) Leaf Oil", true},
		{"Citrus Aurantium Bergamia (Bergamot) Fruit Oil", true},
		{"Mentha Piperita (Peppermint) Oil", true},
		{"Rosmarinus Officinalis (Rosemary) Leaf Oil", true},
		{"Helianthus Annuus (Sunflower) Seed Oil", false},
		{"Rosa Canina Seed Oil", false},
		{"Simmondsia Chinensis (Jojoba) Seed Oil", false},
		{"Olea Europaea (Olive) Fruit Oil", false},
		{"Rosmarinus Officinalis (Rosemary) Leaf Extract", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := r.Parse("Aqua, Glycerin, Xanthan Gum, " + tt.name)
			last := got.Ingredients[len(got.Ingredients)-1]
			if has := slices.Contains(last.Hazards, skinafter.Hazard("essential_oil")); has != tt.want {
				t.Errorf("%s has hazards %q, essential oil %v wanted", last.INCI, last.Hazards, tt.want)
			}
		})
	}
}
