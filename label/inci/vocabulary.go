package inci

import "skinafter/label/spelling"

// qualifiers are words around a name that say nothing about what it is, folded as keys.
var qualifiers = spelling.Set(`
	organic certified natural naturally pure raw virgin extra cold pressed coldpressed unrefined refined fractionated
	wildcrafted wild crafted derived vegan vegetable based origin biodynamic sustainable fairtrade fair trade
	botanical active activated concentrated concentrate fresh whole dried
	bio biologique biologiques biologico biologica ecologico ecologica ecologique vegetale vegetal vegetali naturale naturel naturelle glicolico glicerico idroglicolico aqueux huileux secco virgen vergine vierge biologischer kontrolliert biologischem anbau
	 pharmaceutical grade cosmetic usp nf ep bp ecocert
	from of the de du des d la le les l del della dello di da aus von der die das und el los las y e
	contains extra quality premium high purified distilled deionized demineralized and
	english german french roman moroccan bulgarian indian african chinese japanese korean australian american european
	sweet edible`)

// proseWords are words of running text; no INCI name holds one. Two of them in a piece
// that is no name make it a sentence.
var proseWords = spelling.Set(`
	the this that these those is are was be been being has have had with without for your you our we they it its
	helps help help's skin's skin which while when who will can may not from into than then as at by on or to in an
	provides provide delivers deliver improves improve reduces reduce protects protect formulated known works work
	leaves leave makes make look looks feel feels appearance product products please list lists ingredients packaging
	package change vary time most date refer aware before use avoid contact keep children only if
	und der die das ist sind mit fur ohne auf von ihre haut nicht wird werden bitte zur zum einer eine
	le la les est sont avec pour sans votre peau des une dans pas ce cette qui
	que con para sin su piel una los las por del este esta
	per con senza pelle questo questa non
	more up all also like help both each other between after all-natural naturally who's
	contains contain free made manufactured distributed tested against`)

// footWords are the words of footnotes: "*natural ingredient".
var footWords = spelling.Set(`natural fragrance fragrances ingredient ingredients farming agriculture formula source extracts oils essential component components
	constituent oil water fragrance-free allergen allergens paraben parabens sulfate cruelty gluten fair-trade trade mark
	preservative emulsifier antioxidant sunscreen moisturizer solvent complex blend purpose other uses directions warnings`)

// Qualifies reports whether a word, as a key, may stand around a name and says nothing about
// what it is.
func Qualifies(k string) bool { return qualifiers[k] }

// InProse reports whether a word, as a key, is one of running text, which no name holds.
func InProse(k string) bool { return proseWords[k] }

// InFootnote reports whether a word, as a key, is one that footnotes are made of.
func InFootnote(k string) bool { return footWords[k] }
