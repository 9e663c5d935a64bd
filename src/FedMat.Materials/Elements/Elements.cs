namespace FedMat.Materials;

/// <summary>
/// The periodic table, one row an element: number, symbol, name, atomic weight and whether it is a standard one, group, period,
/// electronegativity, covalent radius (pm).
/// Atomic weight: IUPAC standard atomic weights 2021, abridged to five figures, the conventional value where the standard is an interval.
/// Electronegativity: Pauling's scale as revised by Allred (1961), with the customary estimates for Pm, Eu, Tb, Yb, At, Rn, Fr and
/// the actinides; He, Ne, Ar and the elements from 104 have none.
/// Covalent radius: Cordero et al., Dalton Trans. 2832 (2008), sp3 carbon, low-spin Mn, Fe and Co; the elements from 97 have none.
/// </summary>
public static class Elements
{
    private static readonly Element[] Rows =
    [
        new(1, "H", "Hydrogen", 1.0080, true, 1, 1, 2.20, 31),
        new(2, "He", "Helium", 4.0026, true, 18, 1, null, 28),
        new(3, "Li", "Lithium", 6.94, true, 1, 2, 0.98, 128),
        new(4, "Be", "Beryllium", 9.0122, true, 2, 2, 1.57, 96),
        new(5, "B", "Boron", 10.81, true, 13, 2, 2.04, 84),
        new(6, "C", "Carbon", 12.011, true, 14, 2, 2.55, 76),
        new(7, "N", "Nitrogen", 14.007, true, 15, 2, 3.04, 71),
        new(8, "O", "Oxygen", 15.999, true, 16, 2, 3.44, 66),
        new(9, "F", "Fluorine", 18.998, true, 17, 2, 3.98, 57),
        new(10, "Ne", "Neon", 20.180, true, 18, 2, null, 58),
        new(11, "Na", "Sodium", 22.990, true, 1, 3, 0.93, 166),
        new(12, "Mg", "Magnesium", 24.305, true, 2, 3, 1.31, 141),
        new(13, "Al", "Aluminium", 26.982, true, 13, 3, 1.61, 121),
        new(14, "Si", "Silicon", 28.085, true, 14, 3, 1.90, 111),
        new(15, "P", "Phosphorus", 30.974, true, 15, 3, 2.19, 107),
        new(16, "S", "Sulfur", 32.06, true, 16, 3, 2.58, 105),
        new(17, "Cl", "Chlorine", 35.45, true, 17, 3, 3.16, 102),
        new(18, "Ar", "Argon", 39.95, true, 18, 3, null, 106),
        new(19, "K", "Potassium", 39.098, true, 1, 4, 0.82, 203),
        new(20, "Ca", "Calcium", 40.078, true, 2, 4, 1.00, 176),
        new(21, "Sc", "Scandium", 44.956, true, 3, 4, 1.36, 170),
        new(22, "Ti", "Titanium", 47.867, true, 4, 4, 1.54, 160),
        new(23, "V", "Vanadium", 50.942, true, 5, 4, 1.63, 153),
        new(24, "Cr", "Chromium", 51.996, true, 6, 4, 1.66, 139),
        new(25, "Mn", "Manganese", 54.938, true, 7, 4, 1.55, 139),
        new(26, "Fe", "Iron", 55.845, true, 8, 4, 1.83, 132),
        new(27, "Co", "Cobalt", 58.933, true, 9, 4, 1.88, 126),
        new(28, "Ni", "Nickel", 58.693, true, 10, 4, 1.91, 124),
        new(29, "Cu", "Copper", 63.546, true, 11, 4, 1.90, 132),
        new(30, "Zn", "Zinc", 65.38, true, 12, 4, 1.65, 122),
        new(31, "Ga", "Gallium", 69.723, true, 13, 4, 1.81, 122),
        new(32, "Ge", "Germanium", 72.630, true, 14, 4, 2.01, 120),
        new(33, "As", "Arsenic", 74.922, true, 15, 4, 2.18, 119),
        new(34, "Se", "Selenium", 78.971, true, 16, 4, 2.55, 120),
        new(35, "Br", "Bromine", 79.904, true, 17, 4, 2.96, 120),
        new(36, "Kr", "Krypton", 83.798, true, 18, 4, 3.00, 116),
        new(37, "Rb", "Rubidium", 85.468, true, 1, 5, 0.82, 220),
        new(38, "Sr", "Strontium", 87.62, true, 2, 5, 0.95, 195),
        new(39, "Y", "Yttrium", 88.906, true, 3, 5, 1.22, 190),
        new(40, "Zr", "Zirconium", 91.224, true, 4, 5, 1.33, 175),
        new(41, "Nb", "Niobium", 92.906, true, 5, 5, 1.60, 164),
        new(42, "Mo", "Molybdenum", 95.95, true, 6, 5, 2.16, 154),
        new(43, "Tc", "Technetium", 97, false, 7, 5, 1.90, 147),
        new(44, "Ru", "Ruthenium", 101.07, true, 8, 5, 2.20, 146),
        new(45, "Rh", "Rhodium", 102.91, true, 9, 5, 2.28, 142),
        new(46, "Pd", "Palladium", 106.42, true, 10, 5, 2.20, 139),
        new(47, "Ag", "Silver", 107.87, true, 11, 5, 1.93, 145),
        new(48, "Cd", "Cadmium", 112.41, true, 12, 5, 1.69, 144),
        new(49, "In", "Indium", 114.82, true, 13, 5, 1.78, 142),
        new(50, "Sn", "Tin", 118.71, true, 14, 5, 1.96, 139),
        new(51, "Sb", "Antimony", 121.76, true, 15, 5, 2.05, 139),
        new(52, "Te", "Tellurium", 127.60, true, 16, 5, 2.10, 138),
        new(53, "I", "Iodine", 126.90, true, 17, 5, 2.66, 139),
        new(54, "Xe", "Xenon", 131.29, true, 18, 5, 2.60, 140),
        new(55, "Cs", "Caesium", 132.91, true, 1, 6, 0.79, 244),
        new(56, "Ba", "Barium", 137.33, true, 2, 6, 0.89, 215),
        new(57, "La", "Lanthanum", 138.91, true, 3, 6, 1.10, 207),
        new(58, "Ce", "Cerium", 140.12, true, 3, 6, 1.12, 204),
        new(59, "Pr", "Praseodymium", 140.91, true, 3, 6, 1.13, 203),
        new(60, "Nd", "Neodymium", 144.24, true, 3, 6, 1.14, 201),
        new(61, "Pm", "Promethium", 145, false, 3, 6, 1.13, 199),
        new(62, "Sm", "Samarium", 150.36, true, 3, 6, 1.17, 198),
        new(63, "Eu", "Europium", 151.96, true, 3, 6, 1.20, 198),
        new(64, "Gd", "Gadolinium", 157.25, true, 3, 6, 1.20, 196),
        new(65, "Tb", "Terbium", 158.93, true, 3, 6, 1.10, 194),
        new(66, "Dy", "Dysprosium", 162.50, true, 3, 6, 1.22, 192),
        new(67, "Ho", "Holmium", 164.93, true, 3, 6, 1.23, 192),
        new(68, "Er", "Erbium", 167.26, true, 3, 6, 1.24, 189),
        new(69, "Tm", "Thulium", 168.93, true, 3, 6, 1.25, 190),
        new(70, "Yb", "Ytterbium", 173.05, true, 3, 6, 1.10, 187),
        new(71, "Lu", "Lutetium", 174.97, true, 3, 6, 1.27, 187),
        new(72, "Hf", "Hafnium", 178.49, true, 4, 6, 1.30, 175),
        new(73, "Ta", "Tantalum", 180.95, true, 5, 6, 1.50, 170),
        new(74, "W", "Tungsten", 183.84, true, 6, 6, 2.36, 162),
        new(75, "Re", "Rhenium", 186.21, true, 7, 6, 1.90, 151),
        new(76, "Os", "Osmium", 190.23, true, 8, 6, 2.20, 144),
        new(77, "Ir", "Iridium", 192.22, true, 9, 6, 2.20, 141),
        new(78, "Pt", "Platinum", 195.08, true, 10, 6, 2.28, 136),
        new(79, "Au", "Gold", 196.97, true, 11, 6, 2.54, 136),
        new(80, "Hg", "Mercury", 200.59, true, 12, 6, 2.00, 132),
        new(81, "Tl", "Thallium", 204.38, true, 13, 6, 1.62, 145),
        new(82, "Pb", "Lead", 207.2, true, 14, 6, 2.33, 146),
        new(83, "Bi", "Bismuth", 208.98, true, 15, 6, 2.02, 148),
        new(84, "Po", "Polonium", 209, false, 16, 6, 2.00, 140),
        new(85, "At", "Astatine", 210, false, 17, 6, 2.20, 150),
        new(86, "Rn", "Radon", 222, false, 18, 6, 2.20, 150),
        new(87, "Fr", "Francium", 223, false, 1, 7, 0.70, 260),
        new(88, "Ra", "Radium", 226, false, 2, 7, 0.90, 221),
        new(89, "Ac", "Actinium", 227, false, 3, 7, 1.10, 215),
        new(90, "Th", "Thorium", 232.04, true, 3, 7, 1.30, 206),
        new(91, "Pa", "Protactinium", 231.04, true, 3, 7, 1.50, 200),
        new(92, "U", "Uranium", 238.03, true, 3, 7, 1.38, 196),
        new(93, "Np", "Neptunium", 237, false, 3, 7, 1.36, 190),
        new(94, "Pu", "Plutonium", 244, false, 3, 7, 1.28, 187),
        new(95, "Am", "Americium", 243, false, 3, 7, 1.30, 180),
        new(96, "Cm", "Curium", 247, false, 3, 7, 1.30, 169),
        new(97, "Bk", "Berkelium", 247, false, 3, 7, 1.30, null),
        new(98, "Cf", "Californium", 251, false, 3, 7, 1.30, null),
        new(99, "Es", "Einsteinium", 252, false, 3, 7, 1.30, null),
        new(100, "Fm", "Fermium", 257, false, 3, 7, 1.30, null),
        new(101, "Md", "Mendelevium", 258, false, 3, 7, 1.30, null),
        new(102, "No", "Nobelium", 259, false, 3, 7, 1.30, null),
        new(103, "Lr", "Lawrencium", 262, false, 3, 7, 1.30, null),
        new(104, "Rf", "Rutherfordium", 267, false, 4, 7, null, null),
        new(105, "Db", "Dubnium", 268, false, 5, 7, null, null),
        new(106, "Sg", "Seaborgium", 269, false, 6, 7, null, null),
        new(107, "Bh", "Bohrium", 270, false, 7, 7, null, null),
        new(108, "Hs", "Hassium", 269, false, 8, 7, null, null),
        new(109, "Mt", "Meitnerium", 277, false, 9, 7, null, null),
        new(110, "Ds", "Darmstadtium", 281, false, 10, 7, null, null),
        new(111, "Rg", "Roentgenium", 282, false, 11, 7, null, null),
        new(112, "Cn", "Copernicium", 285, false, 12, 7, null, null),
        new(113, "Nh", "Nihonium", 286, false, 13, 7, null, null),
        new(114, "Fl", "Flerovium", 290, false, 14, 7, null, null),
        new(115, "Mc", "Moscovium", 290, false, 15, 7, null, null),
        new(116, "Lv", "Livermorium", 293, false, 16, 7, null, null),
        new(117, "Ts", "Tennessine", 294, false, 17, 7, null, null),
        new(118, "Og", "Oganesson", 294, false, 18, 7, null, null),
    ];

    private static readonly Dictionary<string, Element> BySymbol = Rows.ToDictionary(element => element.Symbol, StringComparer.Ordinal);

    /// <summary>All 118, by atomic number.</summary>
    public static IReadOnlyList<Element> All => Rows;

    /// <summary>The element of a symbol such as Fe, or null.</summary>
    public static Element? Find(string symbol) => BySymbol.GetValueOrDefault(symbol);

    /// <summary>The element of an atomic number from 1 to 118.</summary>
    public static Element Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Rows.Length);
        return Rows[number - 1];
    }
}
