// Package draft keeps what is answered on a journey of several pages, such as a check-in, until
// it is sent: under an opaque id, in the record, so that the browser's Back, a second tab or an
// empty battery loses nothing. It knows no page and no field.
package draft
