// Package longrows reads collections of reports as long rows: one line for each report, product
// and event, as CSV (RFC 4180, also with ;, tab or $ between the fields) or as one JSON object a
// line. It is a stream: memory does not grow with the file.
//
// Files are taken as they come: a byte order mark, CRLF, quotes, line breaks in quotes, other
// names of the columns (Columns lists them). Text that is not UTF-8 is read as Windows-1252,
// which holds Latin-1, and counted. A row that cannot be used is refused with its line and
// reason, and the next one is read; nothing is dropped in silence (Reader.Tally).
package longrows
