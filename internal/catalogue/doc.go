// Package catalogue holds every sentence the program itself says to people, in each
// language, in one YAML file per language that a translator can edit without touching Go.
//
// Sentences of the knowledge (why a rule holds, what to ask) are written in English beside
// the rule; knowledge_LANG.yaml carries their translations, keyed by the English sentence,
// so that a changed sentence is found to be untranslated instead of being shown stale.
package catalogue
