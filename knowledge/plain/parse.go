package plain

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits of one YAML file. Ours stay far below; a file beyond them is refused before it is
// parsed, because a parser must not decide how much memory a stranger's file may take.
const (
	maxFileBytes = 1 << 20
	maxDepth     = 32
	// The library's time grows with the square of some files' lines: 100,000 lines of "a: b"
	// take it 14 seconds, 10,000 lines 0.2.
	maxLibraryLines = 10_000
)

// Kind is what a piece of YAML is. Our files are a small part of YAML: maps, lists and
// scalars; no anchors, no aliases, no tags, one document a file.
type Kind int

// Kinds of pieces.
const (
	Text Kind = iota
	Number
	Bool
	Null
	Map
	List
)

// Node is one piece of a YAML file with the place it stands at.
type Node struct {
	Kind   Kind
	Text   string  // scalars: the value as text
	quoted bool    // scalars: written in quotes or as a block
	flow   bool    // maps and lists: written on one line, in brackets
	line   int     // from 1
	col    int     // from 1
	end    int     // last line, where a bracket closes it; else 0
	Pairs  []Pair  // maps
	Items  []*Node // lists
}

// Pair is one "key: value" of a map.
type Pair struct{ Key, Value *Node }

// Document is one parsed YAML file. Root is nil where nothing could be read.
type Document struct {
	file  string
	lines []string
	Root  *Node
}

// Read parses one file and fills the value that dst points to; the problems are all that is
// wrong with the file by itself. The document is never nil.
func Read(file string, data []byte, dst any) (*Document, Problems) {
	doc, problems := parseYAML(file, data)
	if doc.Root != nil {
		problems = append(problems, doc.bind(dst)...)
	}
	return doc, problems
}

// parseYAML reads one file. A file that is not YAML gives one problem; what YAML has and our
// files do not (anchors, tags, several documents) gives one each.
func parseYAML(file string, data []byte) (*Document, Problems) {
	data = unixLines(data)
	doc := &Document{file: file, lines: strings.Split(string(data), "\n")}
	if len(data) > maxFileBytes {
		return doc, Problems{doc.At(nil, fmt.Sprintf("the file has %d bytes; at most %d are read", len(data), maxFileBytes))}
	}
	if !utf8.Valid(data) {
		return doc, Problems{doc.At(nil, "the file is not UTF-8 text")}
	}
	if root, ok := quickYAML(doc.lines); ok {
		doc.Root = root
		return doc, nil
	}
	return doc.parseLibrary(data)
}

// parseLibrary reads the document with the YAML library.
func (d *Document) parseLibrary(data []byte) (*Document, Problems) {
	if line := tooDeep(d.lines); line > 0 {
		return d, Problems{d.At(&Node{line: line, col: 1}, fmt.Sprintf("nested deeper than %d levels", maxDepth))}
	}
	if len(d.lines) > maxLibraryLines {
		return d, Problems{d.At(nil, fmt.Sprintf("the file has %d lines; at most %d are read unless it is in canonical form", len(d.lines), maxLibraryLines))}
	}
	tree, err := parseSafely(data)
	if err != nil {
		return d, Problems{d.syntaxProblem(err)}
	}
	if len(tree.Docs) == 0 || len(tree.Docs) == 1 && tree.Docs[0].Body == nil {
		return d, Problems{d.At(nil, "the file is empty")}
	}
	if len(tree.Docs) > 1 {
		return d, Problems{d.At(nil, fmt.Sprintf("want one document, found %d", len(tree.Docs)))}
	}
	c := converter{doc: d}
	d.Root = c.convert(tree.Docs[0].Body)
	return d, c.problems
}

// unixLines ends every line with a line feed, whatever the editor wrote.
func unixLines(data []byte) []byte {
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// errParser stands for a crash inside the YAML library.
var errParser = errors.New("the YAML cannot be read")

// parseSafely turns a crash of the YAML library on broken input into an error, so that one
// bad file is one line of the list and not the end of the program.
func parseSafely(data []byte) (f *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errParser, r)
		}
	}()
	return parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
}

// tooDeep gives the first line on which brackets or indents nest beyond maxDepth; 0 = none.
func tooDeep(lines []string) int {
	open := 0
	for i, line := range lines {
		indent := len(line) - len(strings.TrimLeft(line, " -?:\t"))
		open += strings.Count(line, "[") + strings.Count(line, "{")
		if indent > 4*maxDepth || open > maxDepth {
			return i + 1
		}
		open = max(0, open-strings.Count(line, "]")-strings.Count(line, "}"))
	}
	return 0
}

func (d *Document) syntaxProblem(err error) Problem {
	var pointed yaml.Error
	if !errors.As(err, &pointed) || pointed.GetToken() == nil {
		return d.At(nil, err.Error())
	}
	pos := pointed.GetToken().Position
	return d.At(&Node{line: pos.Line, col: pos.Column}, pointed.GetMessage())
}

// At makes a problem that points at n; nil points at the file as a whole.
func (d *Document) At(n *Node, text string) Problem {
	p := Problem{Place: Place{File: d.file, Line: 1}, Col: 1, Text: text}
	if n == nil {
		return p
	}
	p.Line, p.Col = min(max(n.line, 1), len(d.lines)), max(n.col, 1)
	p.Source = d.lines[p.Line-1]
	return p
}

// converter turns the library's tree into ours.
type converter struct {
	doc      *Document
	problems Problems
}

func (c *converter) refuse(t *token.Token, text string) *Node {
	n := &Node{Kind: Null, quoted: true, line: 1, col: 1}
	if t != nil && t.Position != nil {
		n.line, n.col = t.Position.Line, t.Position.Column
	}
	c.problems = append(c.problems, c.doc.At(n, text))
	return n
}

func (c *converter) convert(in ast.Node) *Node {
	switch in := in.(type) {
	case *ast.MappingNode:
		n := placed(Map, in.Start)
		n.flow, n.end = in.IsFlowStyle, lineOf(in.End)
		for _, v := range in.Values {
			c.addPair(n, v)
		}
		return n
	case *ast.MappingValueNode:
		n := placed(Map, in.Key.GetToken())
		c.addPair(n, in)
		return n
	case *ast.SequenceNode:
		n := placed(List, in.Start)
		n.flow, n.end = in.IsFlowStyle, lineOf(in.End)
		for _, v := range in.Values {
			n.Items = append(n.Items, c.convert(v))
		}
		return n
	case *ast.LiteralNode:
		n := placed(Text, in.Start)
		n.Text, n.quoted = in.Value.Value, true
		return n
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		return c.refuse(in.GetToken(), "anchors (&), aliases (*), tags (!) and merge keys (<<) are not used here; write it out")
	case nil:
		return c.refuse(nil, "has no value")
	case ast.ScalarNode:
		return c.scalar(in)
	}
	return c.refuse(in.GetToken(), "this kind of YAML is not used here")
}

func (c *converter) addPair(n *Node, v *ast.MappingValueNode) {
	if len(n.Pairs) == 0 && !n.flow {
		// The library places a map at its first colon; people look for its first key.
		if t := v.Key.GetToken(); t != nil && t.Position != nil {
			n.line, n.col = t.Position.Line, t.Position.Column
		}
	}
	key, ok := v.Key.(ast.ScalarNode)
	if !ok || v.Key.IsMergeKey() {
		c.refuse(v.Key.GetToken(), "want a plain word as key")
		return
	}
	n.Pairs = append(n.Pairs, Pair{c.scalar(key), c.convert(v.Value)})
}

func (c *converter) scalar(in ast.ScalarNode) *Node {
	t := in.GetToken()
	if t == nil {
		return c.refuse(nil, "has no value")
	}
	n := placed(Text, t)
	n.Text = t.Value
	switch in := in.(type) {
	case *ast.StringNode:
		n.Text = in.Value
		n.quoted = t.Type == token.DoubleQuoteType || t.Type == token.SingleQuoteType
	case *ast.IntegerNode, *ast.FloatNode:
		n.Kind = Number
	case *ast.InfinityNode, *ast.NanNode:
		n.Kind = Number
	case *ast.BoolNode:
		n.Kind = Bool
	case *ast.NullNode:
		n.Kind = Null
	default:
		return c.refuse(t, "this kind of YAML is not used here")
	}
	return n
}

func placed(kind Kind, t *token.Token) *Node {
	n := &Node{Kind: kind, line: 1, col: 1}
	if t != nil && t.Position != nil {
		n.line, n.col = t.Position.Line, t.Position.Column
	}
	return n
}

func lineOf(t *token.Token) int {
	if t == nil || t.Position == nil {
		return 0
	}
	return t.Position.Line
}

// Find walks from the root by map keys (string) and list positions (int); it stops at the
// last piece that exists, so that a problem always points somewhere near.
func (d *Document) Find(path ...any) *Node {
	n := d.Root
	for _, step := range path {
		next := n.child(step)
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

func (n *Node) child(step any) *Node {
	if n == nil {
		return nil
	}
	switch step := step.(type) {
	case int:
		if step >= 0 && step < len(n.Items) {
			return n.Items[step]
		}
	case string:
		for _, p := range n.Pairs {
			if p.Key.Text == step {
				return p.Value
			}
		}
	}
	return nil
}

// WithID is the id field with the given value; the node itself where there is none.
func (n *Node) WithID(id string) *Node {
	if found := n.SeekID(id); found != nil {
		return found
	}
	return n
}

// SeekID is the id field with the given value at or below the node; nil where there is none.
func (n *Node) SeekID(id string) *Node {
	if v := n.child("id"); v != nil && v.Text == id {
		return v
	}
	for _, p := range n.Pairs {
		if found := p.Value.SeekID(id); found != nil {
			return found
		}
	}
	for _, i := range n.Items {
		if found := i.SeekID(id); found != nil {
			return found
		}
	}
	return nil
}
