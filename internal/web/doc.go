// Package web is the server of the app: all pages and the machine interface behind one door
// that opens to this machine alone. It decides who is let in (addresses, hosts, origins), how
// much is read and for how long, which headers go out, and what the log says, which is never
// anything about a person.
package web
