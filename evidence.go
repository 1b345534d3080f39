package skinafter

// Source is where a sentence comes from: an article, a study, a guideline, a label law.
type Source struct {
	ID        string // "E1", "X3", or an article of the seed: "A", "B"
	Title     string
	Authors   string
	Year      int
	Publisher string
	Address   string // DOI, PMID or web address as far as known
	Kind      string // "case series", "randomised trial", "web article" ...
	Grade     string // level of evidence in words
	Checked   string // "seen" or "from memory", with what was read
	Interest  string // commercial interest; "none known" where none was found
	Supports  string // what it says, in one or two plain sentences
}

// Statement is one checkable sentence of a source: the rows S1..S171 of the two articles.
type Statement struct {
	ID        string
	Source    string // Source.ID
	Section   string
	Text      string
	Kind      string
	Conflicts []string
}
