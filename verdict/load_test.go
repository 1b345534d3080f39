package verdict_test
import ("testing"; "skinafter/knowledge")
func TestLoadNow(t *testing.T){ b,err:=knowledge.Load(knowledge.Embedded()); if err!=nil {t.Fatal(err)}; t.Log(len(b.Families), len(b.Rules), b.Care.Locks.Reaction.ID, len(b.Care.Normal.Rows)) }
