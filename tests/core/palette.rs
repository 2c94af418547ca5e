//! The two designed looks, measured: contrast by WCAG 2.2, difference by CIEDE2000, and the eyes of people who see fewer
//! colours by the matrices of Machado, Oliveira and Fernandes (2009, severity 1.0).

use ketnoi::config::looks;
use ketnoi::core::looks::{Colour, Role};

type Rgb = [f64; 3];

/// What the looks promise for, dark and light.
const SIDES: [(&str, &[u32]); 2] = [
    ("dark", &[0x00_0000, 0x1e_1e1e, 0x28_2c34]),
    ("light", &[0xff_ffff, 0xfd_f6e3]),
];

/// The states of a report; a debt is one more.
const STATES: [Role; 7] = [
    Role::Awaiting,
    Role::InProgress,
    Role::Received,
    Role::Returned,
    Role::Accepted,
    Role::Exempt,
    Role::Debt,
];

/// How the colours of a screen reach an eye, as a matrix over linear light.
const EYES: [(&str, [Rgb; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn rgb(hex: u32) -> Rgb {
    [hex >> 16, hex >> 8, hex].map(|v| f64::from(v & 0xff) / 255.0)
}

fn linear(c: Rgb) -> Rgb {
    c.map(|v| {
        if v <= 0.04045 {
            v / 12.92
        } else {
            ((v + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// As an eye sees it, in linear light.
fn seen(c: Rgb, eye: &[Rgb; 3]) -> Rgb {
    let l = linear(c);
    eye.map(|row| (row[0] * l[0] + row[1] * l[1] + row[2] * l[2]).clamp(0.0, 1.0))
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let light = |c| {
        let l = linear(c);
        0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2] + 0.05
    };
    let (a, b) = (light(a), light(b));
    a.max(b) / a.min(b)
}

fn lab(l: Rgb) -> Rgb {
    let dot = |row: Rgb| row[0] * l[0] + row[1] * l[1] + row[2] * l[2];
    let white = [0.950_47, 1.0, 1.088_83];
    let xyz = [
        dot([0.412_456_4, 0.357_576_1, 0.180_437_5]) / white[0],
        dot([0.212_672_9, 0.715_152_2, 0.072_175_0]) / white[1],
        dot([0.019_333_9, 0.119_192_0, 0.950_304_1]) / white[2],
    ];
    let [x, y, z] = xyz.map(|t| {
        if t > 0.008_856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000, after Sharma, Wu and Dalal (2005).
#[expect(clippy::many_single_char_names, reason = "the names of the formula")]
fn difference(one: Rgb, two: Rgb) -> f64 {
    let chroma = |c: Rgb| c[1].hypot(c[2]);
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seventh(f64::midpoint(chroma(one), chroma(two))));
    let polar = |c: Rgb| {
        let a = c[1] * (1.0 + g);
        let h = c[2].atan2(a).to_degrees().rem_euclid(360.0);
        (a.hypot(c[2]), h)
    };
    let ((c1, h1), (c2, h2)) = (polar(one), polar(two));
    let (dl, dc) = (two[0] - one[0], c2 - c1);
    let turn = match h2 - h1 {
        _ if c1 * c2 == 0.0 => 0.0,
        d if d > 180.0 => d - 360.0,
        d if d < -180.0 => d + 360.0,
        d => d,
    };
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = (f64::midpoint(one[0], two[0]), f64::midpoint(c1, c2));
    let h = match (h1 - h2).abs() {
        d if d <= 180.0 => f64::midpoint(h1, h2),
        _ if h1 + h2 < 360.0 => f64::midpoint(h1, h2) + 180.0,
        _ => f64::midpoint(h1, h2) - 180.0,
    };
    let cos = |factor: f64, shift: f64| (factor * h + shift).to_radians().cos();
    let t =
        1.0 - 0.17 * cos(1.0, -30.0) + 0.24 * cos(2.0, 0.0) + 0.32 * cos(3.0, 6.0) - 0.2 * cos(4.0, -63.0);
    let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let bend = (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    let rt = -2.0 * seventh(c) * bend;
    let (l, c, h) = (dl / sl, dc / sc, dh / sh);
    (l * l + c * c + h * h + rt * c * h).sqrt()
}

fn colour(c: Colour) -> Option<Rgb> {
    match c {
        Colour::Rgb(r, g, b) => Some([r, g, b].map(|v| f64::from(v) / 255.0)),
        Colour::Under | Colour::Own => None,
        Colour::Palette(n) => panic!("{n}: a designed look names its colours"),
    }
}

#[test]
fn the_formula_is_the_published_one() {
    // Pairs 1, 7 and 17 of the data that came with the paper.
    for (one, two, want) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
    ] {
        assert!((difference(one, two) - want).abs() < 0.0001, "{want}");
    }
}

#[test]
fn what_must_be_read_can_be_read_on_either_side() {
    for (name, grounds) in SIDES {
        let table = looks::built_in(name).expect("built in");
        for role in Role::ALL {
            let style = table.style(*role);
            assert!(
                !style.dim && !style.reverse,
                "{name}: {} leaves its colours to the terminal",
                role.id()
            );
            let (Some(fg), own) = (colour(style.fg), colour(style.bg)) else {
                continue;
            };
            let grounds: Vec<Rgb> =
                own.map_or_else(|| grounds.iter().map(|g| rgb(*g)).collect(), |g| vec![g]);
            let least = grounds.iter().map(|g| contrast(fg, *g)).fold(f64::MAX, f64::min);
            let most = grounds.iter().map(|g| contrast(fg, *g)).fold(0.0, f64::max);
            match role {
                // Frames and what is left of a bar are quieter than what they are around.
                Role::Border | Role::BarRest => {
                    assert!(least >= 2.0 && most < 4.5, "{name}: {} {least}", role.id());
                }
                // Words in a filled box are read without bold, which some terminals draw as another colour.
                Role::Demo => assert!(least >= 7.0, "{name}: {} {least}", role.id()),
                _ => assert!(least >= 4.5, "{name}: {} {least}", role.id()),
            }
        }
    }
}

/// A sign keeps its colour in the selected row: 3 to 1 is what WCAG 2.2 asks of signs.
#[test]
fn the_signs_of_states_show_on_the_selection() {
    for (name, _) in SIDES {
        let table = looks::built_in(name).expect("built in");
        let selected = table.style(Role::Selected);
        let ground = colour(selected.bg).expect("a ground");
        assert!(
            contrast(colour(selected.fg).expect("ink"), ground) >= 7.0,
            "{name}"
        );
        for role in STATES {
            let c = contrast(colour(table.style(role).fg).expect("a colour"), ground);
            assert!(c >= 3.0, "{name}: {} {c:.2}", role.id());
        }
    }
}

#[test]
fn any_two_states_are_told_apart_by_all_eyes() {
    for (name, _) in SIDES {
        let table = looks::built_in(name).expect("built in");
        let of = |role: Role| colour(table.style(role).fg).expect("a state has a colour");
        for (eye, matrix) in &EYES {
            for (i, a) in STATES.iter().enumerate() {
                for b in &STATES[i + 1..] {
                    // Nothing is to be done about either: their signs tell them apart.
                    if (*a, *b) == (Role::Awaiting, Role::Exempt) {
                        continue;
                    }
                    let d = difference(lab(seen(of(*a), matrix)), lab(seen(of(*b), matrix)));
                    assert!(
                        d >= 15.0,
                        "{name}, {eye}: {} and {} are {d:.1} apart",
                        a.id(),
                        b.id()
                    );
                }
            }
        }
    }
}

/// PuTTY writes bold words of the terminal's own colour in another colour, which is white also where the ground was made white.
#[test]
fn nothing_is_bold_in_the_terminals_own_colour_where_the_ground_may_be_light() {
    for name in ["default", "light"] {
        let table = looks::built_in(name).expect("built in");
        for role in Role::ALL {
            let style = table.style(*role);
            let own = matches!(style.fg, Colour::Under | Colour::Own);
            assert!(!(own && style.bold || style.dim), "{name}: {}", role.id());
        }
    }
}

#[test]
fn the_dark_look_is_the_same_in_256_colours() {
    let step = |v: u8| [0, 95, 135, 175, 215, 255].contains(&v);
    let table = looks::built_in("dark").expect("built in");
    for role in Role::ALL {
        let style = table.style(*role);
        for c in [style.fg, style.bg] {
            if let Colour::Rgb(r, g, b) = c {
                let grey = r == g && g == b && r >= 8 && (r - 8) % 10 == 0 && r <= 238;
                assert!(grey || [r, g, b].into_iter().all(step), "{}: {c:?}", role.id());
            }
        }
    }
}
