package skinafter

import (
	"strings"
	"time"
)

// Modality is the kind of treatment; the closed list of docs/vocabulary.
type Modality string

// The modalities. The empty string is no modality: an input error.
const (
	Needling                 Modality = "needling"
	PRPNeedling              Modality = "prp_needling"
	Roller                   Modality = "roller"
	Stamp                    Modality = "stamp"
	RFNeedling               Modality = "rf_needling"
	LaserFractionalNonAblate Modality = "laser_fractional_nonablative"
	LaserFractionalAblative  Modality = "laser_fractional_ablative"
	LaserFullAblative        Modality = "laser_full_ablative"
	PeelSuperficial          Modality = "peel_superficial"
	PeelMedium               Modality = "peel_medium"
	PeelDeep                 Modality = "peel_deep"
)

// Modalities lists every modality, in the order people are asked.
func Modalities() []Modality {
	return []Modality{
		Needling, PRPNeedling, Roller, Stamp, RFNeedling,
		LaserFractionalNonAblate, LaserFractionalAblative, LaserFullAblative,
		PeelSuperficial, PeelMedium, PeelDeep,
	}
}

// Valid reports whether m is in the closed list.
func (m Modality) Valid() bool { return oneOf(m, Modalities()) }

// DepthClass groups treatments by how deep and how long they open the skin (rules.md 2).
type DepthClass string

// The depth classes. U is needling of unknown depth: windows of the conservative class C.
const (
	ClassA DepthClass = "A" // roller, stamp or pen below 0.5 mm
	ClassB DepthClass = "B" // needling 0.5-1.0 mm
	ClassC DepthClass = "C" // needling above 1.0 mm
	ClassD DepthClass = "D" // RF needling, any depth
	ClassE DepthClass = "E" // fractional non-ablative laser; superficial peel
	ClassF DepthClass = "F" // fractional ablative laser; medium peel
	ClassG DepthClass = "G" // full ablative laser; deep peel
	ClassU DepthClass = "U" // needling, depth not known
)

// DepthClasses lists every class, shallow to deep, unknown last.
func DepthClasses() []DepthClass {
	return []DepthClass{ClassA, ClassB, ClassC, ClassD, ClassE, ClassF, ClassG, ClassU}
}

// Valid reports whether c is in the closed list.
func (c DepthClass) Valid() bool { return oneOf(c, DepthClasses()) }

// Ablated reports whether the class removes the skin's surface (F, G), so that windows
// run from the moment new skin has closed over, not from the treatment.
func (c DepthClass) Ablated() bool { return c == ClassF || c == ClassG }

// Millimetres is a needle depth. Zero means not known.
type Millimetres float64

// Limits of the depth classes, in millimetres (rules.md section 2).
const (
	shallowBelow Millimetres = 0.5
	mediumUpTo   Millimetres = 1.0
)

// Class is the depth class of a treatment by modality and depth (mm; zero = not known).
func Class(m Modality, depth Millimetres) DepthClass {
	switch m {
	case RFNeedling:
		return ClassD
	case LaserFractionalNonAblate, PeelSuperficial:
		return ClassE
	case LaserFractionalAblative, PeelMedium:
		return ClassF
	case LaserFullAblative, PeelDeep:
		return ClassG
	case Needling, PRPNeedling, Roller, Stamp:
	}
	switch {
	case depth <= 0:
		return ClassU
	case depth < shallowBelow:
		return ClassA
	case depth <= mediumUpTo:
		return ClassB
	default:
		return ClassC
	}
}

// Area is the treated place; the closed list of the vocabulary.
type Area string

// Areas lists every treated place.
func Areas() []Area {
	return closedList[Area]("face periorbital perioral scalp neck decollete abdomen back arms hands thighs legs other unknown")
}

// Valid reports whether a is in the closed list.
func (a Area) Valid() bool { return oneOf(a, Areas()) }

// Course is one treatment and what follows it.
type Course struct {
	Modality Modality
	Depth    Millimetres // zero = not known
	Class    DepthClass  // empty = derived from modality and depth
	Area     Area        // empty = unknown
	End      time.Time   // zero = wall-clock time not known; answers then carry hours only

	// Closed is when a clinician said new skin has closed over, since treatment; nil = not
	// said, the default of the depth class is used. Only for classes F and G.
	Closed *Elapsed
	// OpenSkin says that skin is still open or weeping: new skin has NOT closed, whatever the day.
	OpenSkin bool
	// Occluded says that a dressing or film lies on the skin.
	Occluded bool
}

// DepthClass is the class that the rules go by: the stated one, else the one that follows
// from modality and depth. Where the two contradict each other it is the deeper one.
func (c Course) DepthClass() DepthClass {
	if c.Class == "" {
		return Class(c.Modality, c.Depth)
	}
	if !c.Class.Valid() || !c.Modality.Valid() {
		return c.Class
	}
	derived := Class(c.Modality, c.Depth)
	if derived == ClassU && c.Class.needled() {
		return c.Class // the class says what the depth left open
	}
	if derived.DeeperThan(c.Class) {
		return derived
	}
	return c.Class
}

// Contradicts reports whether the stated class cannot be that of the stated modality and
// depth: a deep peel of class A, needling of 2 mm of class B.
func (c Course) Contradicts() bool {
	if !c.Class.Valid() || !c.Modality.Valid() {
		return false
	}
	switch derived := Class(c.Modality, c.Depth); {
	case derived == ClassU:
		return !c.Class.needled()
	case c.Class == ClassU:
		return !derived.needled()
	default:
		return derived != c.Class
	}
}

// needled reports whether the class is one of plain needling.
func (c DepthClass) needled() bool {
	return c == ClassA || c == ClassB || c == ClassC || c == ClassU
}

// DeeperThan reports whether the skin is opened deeper, or for longer, than in class d.
// A depth that is not known lies between B and C: its windows are those of C.
func (c DepthClass) DeeperThan(d DepthClass) bool { return c.deepness() > d.deepness() }

func (c DepthClass) deepness() int {
	order := []DepthClass{ClassA, ClassE, ClassB, ClassU, ClassC, ClassD, ClassF, ClassG}
	for i, o := range order {
		if o == c {
			return i
		}
	}
	return -1
}

// Protocol names a column of rules.
type Protocol string

// The protocols that come with the program. A clinic may add its own.
const (
	General      Protocol = "general"       // the general article
	Conservative Protocol = "conservative"  // the conservative article; its author sells what it recommends
	Combined     Protocol = "combined"      // the decided rules; the default
	CombinedPlus Protocol = "combined-plus" // combined, 36 h entries moved to the end of the barrier window
)

// Protocols lists the built-in protocols.
func Protocols() []Protocol { return []Protocol{General, Conservative, Combined, CombinedPlus} }

// Valid reports whether p is a built-in protocol.
func (p Protocol) Valid() bool { return oneOf(p, Protocols()) }

func oneOf[T comparable](v T, list []T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

func closedList[T ~string](words string) []T {
	f := strings.Fields(words)
	out := make([]T, len(f))
	for i, w := range f {
		out[i] = T(w)
	}
	return out
}
