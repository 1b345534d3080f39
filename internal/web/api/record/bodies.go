package record

import (
	"time"

	"skinafter"
	"skinafter/internal/clinic"
	"skinafter/internal/web/api/contract"
)

// Person is whom the record is about. Every field may be left out; what is left out never makes
// an answer less careful.
type Person struct {
	BirthYear  int      `json:"birth_year,omitempty" minimum:"1850" maximum:"2200"`
	SkinType   string   `json:"skin_type,omitempty" enum:"I,II,III,IV,V,VI,unknown" doc:"Fitzpatrick."`
	Conditions []string `json:"conditions,omitempty" maxItems:"200" doc:"Codes of docs/vocabulary.md."`
	Allergies  []string `json:"allergies,omitempty" maxItems:"200"`
	Avoid      []string `json:"avoid,omitempty" maxItems:"200"`
	Medicines  []string `json:"medicines,omitempty" maxItems:"200"`
	Prescribed []string `json:"prescribed,omitempty" maxItems:"200" doc:"Prescribed for skin."`
	Country    string   `json:"country,omitempty" maxLength:"20" doc:"For emergency numbers: de, us ..."`
	Lang       string   `json:"lang,omitempty" maxLength:"35" doc:"en or de; own words are read in it."`
	Purpose    string   `json:"purpose,omitempty" enum:"guidance,record" doc:"With record nothing is computed."`
	Told       []string `json:"told,omitempty" maxItems:"4" enum:"conditions,allergies,medicines,birth_year" doc:"Questions that were answered, with nothing too."`
}

func (p *Person) clinic() clinic.Person {
	return clinic.Person{
		BirthYear: p.BirthYear, SkinType: p.SkinType, Conditions: p.Conditions, Allergies: p.Allergies, Avoid: p.Avoid, Medicines: p.Medicines,
		Prescribed: p.Prescribed, Country: p.Country, Lang: p.Lang, Purpose: clinic.Purpose(p.Purpose), Told: p.Told,
	}
}

func showPerson(rec *clinic.Record[clinic.Person]) Person {
	p := &rec.Body
	return Person{
		BirthYear: p.BirthYear, SkinType: p.SkinType, Conditions: p.Conditions, Allergies: p.Allergies, Avoid: p.Avoid, Medicines: p.Medicines,
		Prescribed: p.Prescribed, Country: p.Country, Lang: p.Lang, Purpose: string(p.Purpose), Told: p.Told,
	}
}

// Span is a time that may not be known to the minute: it lies between first and last.
type Span struct {
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
}

// Provider is who did a treatment.
type Provider struct {
	Name    string `json:"name,omitempty" maxLength:"200"`
	Phone   string `json:"phone,omitempty" maxLength:"200"`
	Setting string `json:"setting,omitempty" doc:"clinic, salon, spa, home, unlicensed."`
}

// Course is one treatment and what follows it. What is not known is left out.
type Course struct {
	Modality string   `json:"modality,omitempty"`
	DepthMM  float64  `json:"depth_mm,omitempty" exclusiveMinimum:"0" maximum:"10"`
	Class    string   `json:"depth_class,omitempty" doc:"Instead of what follows from modality and depth."`
	Area     string   `json:"area,omitempty"`
	Ended    *Span    `json:"ended,omitempty" doc:"When the last pass ended; left out where nobody knows."`
	Zone     string   `json:"zone,omitempty" maxLength:"64" doc:"IANA name of the time zone it was told in; needed with ended."`
	Provider Provider `json:"provider,omitempty" required:"false"`
	Device   string   `json:"device,omitempty" maxLength:"200"`
	Needle   string   `json:"needle,omitempty" maxLength:"200"`
	Batch    string   `json:"batch,omitempty" maxLength:"200"`
	Session  int      `json:"session,omitempty" minimum:"1" maximum:"1000" doc:"Which treatment of its kind this is."`
	Protocol string   `json:"protocol,omitempty" doc:"Rules to follow; combined where none is named."`

	Exposures []string   `json:"exposures,omitempty" maxItems:"200" doc:"Codes of docs/vocabulary.md."`
	Closed    *time.Time `json:"closed,omitempty" doc:"When a clinician said that new skin has closed over."`
	OpenSkin  bool       `json:"open_skin,omitempty"`
	Occluded  bool       `json:"occluded,omitempty"`
	Next      *time.Time `json:"next,omitempty" doc:"When the next session is planned."`
	Note      string     `json:"note,omitempty" maxLength:"4000"`
}

func (x *Course) clinic() clinic.Course {
	out := clinic.Course{
		Modality: skinafter.Modality(x.Modality), DepthMM: x.DepthMM, Class: skinafter.DepthClass(x.Class), Area: skinafter.Area(x.Area), Zone: x.Zone,
		Provider: clinic.Provider{Name: x.Provider.Name, Phone: x.Provider.Phone, Setting: x.Provider.Setting}, Device: x.Device, Needle: x.Needle,
		Batch: x.Batch, Session: x.Session, Protocol: skinafter.Protocol(x.Protocol), Exposures: x.Exposures, Closed: inUTC(x.Closed),
		OpenSkin: x.OpenSkin, Occluded: x.Occluded, Next: inUTC(x.Next), Note: x.Note,
	}
	if x.Ended != nil {
		out.Ended = clinic.Span{First: x.Ended.First.UTC(), Last: x.Ended.Last.UTC()}
	}
	return out
}

func showCourse(rec *clinic.Record[clinic.Course]) Course {
	x := &rec.Body
	out := Course{
		Modality: string(x.Modality), DepthMM: x.DepthMM, Class: string(x.Class), Area: string(x.Area), Zone: x.Zone,
		Provider: Provider{Name: x.Provider.Name, Phone: x.Provider.Phone, Setting: x.Provider.Setting}, Device: x.Device, Needle: x.Needle,
		Batch: x.Batch, Session: x.Session, Protocol: string(x.Protocol), Exposures: x.Exposures, Closed: x.Closed,
		OpenSkin: x.OpenSkin, Occluded: x.Occluded, Next: x.Next, Note: x.Note,
	}
	if x.Ended.Known() {
		out.Ended = &Span{x.Ended.First, x.Ended.Last}
	}
	return out
}

func inUTC(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	utc := t.UTC()
	return &utc
}

// Product is a product as its label stood on one day.
type Product struct {
	Name       string `json:"name,omitempty" maxLength:"200"`
	Brand      string `json:"brand,omitempty" maxLength:"200"`
	Barcode    string `json:"barcode,omitempty" maxLength:"40" doc:"8, 12, 13 or 14 digits."`
	Label      string `json:"label,omitempty" maxLength:"65536" doc:"The whole text; left out where nobody has it."`
	Form       string `json:"form,omitempty"`
	Prescribed bool   `json:"prescribed,omitempty"`
	Batch      string `json:"batch,omitempty" maxLength:"200"`
	OffShelf   bool   `json:"off_shelf,omitempty" doc:"Used up, or not used any more."`
}

func (p *Product) clinic() clinic.Product {
	return clinic.Product{
		Name: p.Name, Brand: p.Brand, Barcode: p.Barcode, Label: p.Label, Form: skinafter.Form(p.Form),
		Prescribed: p.Prescribed, Batch: p.Batch, OffShelf: p.OffShelf,
	}
}

func showProduct(rec *clinic.Record[clinic.Product]) Product {
	p := &rec.Body
	return Product{
		Name: p.Name, Brand: p.Brand, Barcode: p.Barcode, Label: p.Label, Form: string(p.Form),
		Prescribed: p.Prescribed, Batch: p.Batch, OffShelf: p.OffShelf,
	}
}

// Shelving is what may be changed of a product that is kept. Another label is another product.
type Shelving struct {
	OffShelf   bool `json:"off_shelf"`
	Prescribed bool `json:"prescribed"`
}

// Use is one use of a product in a course.
type Use struct {
	Product string     `json:"product" format:"uuid"`
	When    string     `json:"when" enum:"before,during,after,unknown"`
	At      *time.Time `json:"at,omitempty" doc:"Left out where the hour is not known."`
	Note    string     `json:"note,omitempty" maxLength:"4000"`
}

func showUse(rec *clinic.Record[clinic.Use]) Use {
	u := &rec.Body
	return Use{Product: u.Product.String(), When: string(u.When), At: u.At, Note: u.Note}
}

// Photo describes a photo; its picture lies at its own address.
type Photo struct {
	CheckIn string `json:"check_in,omitempty" format:"uuid"`
	Width   int    `json:"width" minimum:"1"`
	Height  int    `json:"height" minimum:"1"`
	SHA256  string `json:"sha256" pattern:"^[0-9a-f]{64}$"`
	Note    string `json:"note,omitempty"`
	Image   string `json:"image" format:"uri-reference" doc:"Address of the picture."`
}

func showPhoto(rec *clinic.Record[clinic.Photo]) Photo {
	p := &rec.Body
	out := Photo{Width: p.Width, Height: p.Height, SHA256: p.SHA256, Note: p.Note, Image: contract.Root + "/photos/" + rec.ID.String()}
	if p.CheckIn != clinic.None {
		out.CheckIn = p.CheckIn.String()
	}
	return out
}

// Answered is a set of topics that were settled before a treatment or a session.
type Answered struct {
	Topics   []string `json:"topics" maxItems:"50"`
	Modality string   `json:"modality,omitempty" doc:"What is planned."`
	Course   string   `json:"course,omitempty" format:"uuid" doc:"The last course; left out before a first treatment."`
}

func showAnswered(rec *clinic.Record[clinic.Answered]) Answered {
	x := &rec.Body
	out := Answered{Topics: x.Topics, Modality: string(x.Modality)}
	if out.Topics == nil {
		out.Topics = []string{}
	}
	if x.Course != clinic.None {
		out.Course = x.Course.String()
	}
	return out
}
