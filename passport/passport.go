package passport

import (
	"time"

	"skinafter"
)

// Passport is what was done to a skin, and with what. A field that is empty is not known.
type Passport struct {
	Treatment Treatment
	Products  []Product // in the order they were used
	Reactions []Reaction
	Asks      []Ask // what to ask the clinic, most important first
	Made      time.Time
}

// Treatment is what was done.
type Treatment struct {
	Modality skinafter.Modality
	DepthMM  float64              // 0 = not known
	Class    skinafter.DepthClass // as judged; U where depth is not known
	Area     skinafter.Area
	// First and Last are the times between which it ended, in the zone it was told in; both
	// zero = not known.
	First, Last time.Time
	Session     int // 0 = not known
	Device      string
	Needle      string // cartridge, tip, number of needles
	Batch       string // batch or lot of needle, tip or serum
	Provider    string
	Phone       string
	Setting     string
	Note        string
}

// Stage is the part of a course in which a product was used.
type Stage string

// The stages.
const (
	Before  Stage = "before"
	During  Stage = "during" // while the skin was being opened
	After   Stage = "after"
	Unknown Stage = "unknown"
)

// Stages lists the stages in the order of a passport.
func Stages() []Stage { return []Stage{Before, During, After, Unknown} }

// Product is a product that touched the skin.
type Product struct {
	Stage   Stage
	Name    string
	Brand   string
	Barcode string
	Batch   string
	Form    skinafter.Form
	// Label is the whole label as it was that day; empty = nobody has it.
	Label string
	Times []time.Time // when it was used; empty = the hour is not known
	Note  string
}

// Reaction is a sign that was reported since the treatment.
type Reaction struct {
	Code  string
	Worst skinafter.Severity
	First time.Time // when it was first reported
}

// Ask is a question to the clinic: something that is not known. ID is of a closed list
// (AskModality ...); About names the product it is about, where it is about one.
type Ask struct {
	ID    string
	About string
}

// What may have to be asked.
const (
	AskModality = "modality"
	AskEnded    = "ended"
	AskDepth    = "depth"
	AskDevice   = "device"
	AskNeedle   = "needle"
	AskBatch    = "batch"
	AskDuring   = "during"        // nobody wrote down what was put on while the skin was open
	AskLabel    = "label"         // a product without a label
	AskLot      = "product-batch" // a product used while the skin was open, without a batch
	AskProvider = "provider"
)

// AskIDs is the closed list of questions, most important first.
func AskIDs() []string {
	return []string{AskModality, AskEnded, AskDepth, AskDuring, AskLabel, AskLot, AskDevice, AskNeedle, AskBatch, AskProvider}
}

// By lists the products of a stage.
func (p *Passport) By(s Stage) []Product {
	var out []Product
	for i := range p.Products {
		if p.Products[i].Stage == s {
			out = append(out, p.Products[i])
		}
	}
	return out
}
