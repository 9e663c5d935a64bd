namespace FedMat.Materials.Tests;

/// <summary>A contract of format 2 that uses every key, in its canonical form but for escapes.</summary>
internal static class FullContract
{
    public static readonly string Json =
        """
        {"format":2,"name":"creep","inputs":[
        {"name":"composition","kind":"composition","elements":{"unit":"wt%","balance":"Fe"},"synonyms":["Zusammensetzung"]},
        {"name":"anneal_C","kind":"number","unit":"\u00B0C","minimum":0,"maximum":1500,"optional":true,"synonyms":["\u9000\u706B\u6E29\u5EA6"]},
        {"name":"anneal_h","kind":"number","unit":"h","minimum":0,"maximum":1000,"optional":true,"direction":"falling"},
        {"name":"test_C","kind":"number","unit":"\u00B0C","minimum":0,"maximum":1500,"synonyms":["\u8A66\u9A13\u6E29\u5EA6"]},
        {"name":"route","kind":"category","categories":["cast","forged"],"spellings":{"\u9244\u7269":"cast"},"optional":true},
        {"name":"grain_um","kind":"number","unit":"um","optional":true,"known":"after"}],
        "process":[{"step":"anneal","temperature":"anneal_C","time":"anneal_h"},{"step":"shaping","what":"route"}],
        "test":[{"condition":"standard","value":"GB/T 2039"},{"condition":"temperature","column":"test_C"}],
        "target":{"name":"life_h","unit":"h","minimum":0,"maximum":1000000,"synonyms":["rupture life","\u65AD\u88C2\u5BFF\u547D"],
        "uncertainty":{"column":"life_sd_h","synonyms":["sd"],"typical":10},"repeats":{"column":"tests"},"censoring":["above"]},
        "auxiliary":[{"name":"hardness_HV","unit":"HV","minimum":0,"maximum":2000,"synonyms":["\u786C\u5EA6"]}],
        "outcome":{"column":"outcome","formed":["ok"],"cracked":["cracked"],"failed":["failed"]},
        "fidelity":{"column":"origin","values":[{"text":"MD","kind":"calculation","method":"EAM"},{"text":"test","kind":"experiment"}]},
        "duplicates":["composition","test_C","heat"],"groups":[{"column":"heat","synonyms":["\u7089\u53F7"]}],"kept":[{"column":"remark"}],
        "descriptors":"fractions/1"}
        """.ReplaceLineEndings("");

    public static DataContract Contract { get; } = DataContract.Parse(Json, "creep.json");
}
