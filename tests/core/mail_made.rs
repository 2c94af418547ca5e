//! Letters made for the tests of what takes them apart: invented people, every form.

/// How a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Plain,
    Base64,
    Escapes,
}

pub const WAYS: [Way; 3] = [Way::Plain, Way::Base64, Way::Escapes];

impl Way {
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "8bit",
            Self::Base64 => "base64",
            Self::Escapes => "quoted-printable",
        }
    }

    pub fn write(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Plain => bytes.to_vec(),
            Self::Base64 => base64(bytes, 76).into_bytes(),
            Self::Escapes => escapes(bytes),
        }
    }
}

pub fn base64(bytes: &[u8], wide: usize) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |n, i| n << 8 | three.get(i).map_or(0, |b| u32::from(*b)));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i)) as usize & 63] as char;
            out.push(if i > three.len() { '=' } else { digit });
        }
    }
    let lines: Vec<&str> = out
        .as_bytes()
        .chunks(wide)
        .map(|l| std::str::from_utf8(l).expect("ASCII"))
        .collect();
    lines.join("\n") + "\n"
}

fn escapes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut wide = 0;
    for byte in bytes {
        if *byte == b'\n' {
            out.push(b'\n');
            wide = 0;
            continue;
        }
        if wide > 70 {
            out.extend(b"=\n");
            wide = 0;
        }
        if byte.is_ascii_alphanumeric() || *byte == b',' {
            out.push(*byte);
            wide += 1;
        } else {
            out.extend(format!("={byte:02X}").bytes());
            wide += 3;
        }
    }
    out
}

/// A part: the lines of its head, and its body as it travels.
pub fn part(ctype: &str, more: &str, body: &[u8], way: Way) -> Vec<u8> {
    let head = format!(
        "Content-Type: {ctype}\nContent-Transfer-Encoding: {}\n{more}\n",
        way.name()
    );
    [head.as_bytes(), &way.write(body)].concat()
}

/// Parts under one boundary.
pub fn together(kind: &str, boundary: &str, parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = format!("Content-Type: multipart/{kind}; boundary=\"{boundary}\"\n\n").into_bytes();
    for part in parts {
        out.extend(format!("--{boundary}\n").bytes());
        out.extend(part);
        if !part.ends_with(b"\n") {
            out.push(b'\n');
        }
    }
    out.extend(format!("--{boundary}--\n").bytes());
    out
}

/// A letter: a head, and a part or parts as the two above make them.
pub fn letter(head: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("{}\nMIME-Version: 1.0\n", head.trim_end()).into_bytes();
    out.extend(body);
    out
}

pub const HEAD: &str = "From: =?utf-8?B?U+G7nyBUVFRU?= <so@tinh-a.example>\nTo: vanthu@bo.example\n\
                        Date: Tue, 2 Jun 2020 15:10:22 +0700\nMessage-ID: <1@tinh-a.example>\n\
                        Subject: =?utf-8?Q?B=C3=A1o_c?= =?utf-8?Q?=C3=A1o_k=E1=BA=BFt_qu=E1=BA=A3?=\n";

pub const TEXT: &str = "Kính gửi: Bộ Thông tin và Truyền thông\n\nsở gửi báo cáo kết quả hưởng ứng ngày viễn thông \
                        thế giới, kèm theo các phụ lục.\n";

pub fn pdf(seed: u8) -> Vec<u8> {
    let mut out = b"%PDF-1.7\r\n".to_vec();
    out.extend((0..3_000_u32).map(|i| (i * 31 + u32::from(seed)) as u8));
    out
}

/// A letter as offices send it: words in two forms with a logo, and files.
pub fn usual(way: Way) -> Vec<u8> {
    let html = format!(
        "<html><body><p>{}</p><img src=\"cid:logo\"></body></html>",
        TEXT.trim().replace('\n', "<br>")
    );
    let logo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x64\0\0\0\x20rest";
    let related = together(
        "related",
        "r1",
        &[
            part("text/html; charset=utf-8", "", html.as_bytes(), way),
            part(
                "image/png",
                "Content-ID: <logo>\nContent-Disposition: inline; filename=logo.png\n",
                logo,
                Way::Base64,
            ),
        ],
    );
    let both = together(
        "alternative",
        "a1",
        &[
            part("text/plain; charset=utf-8", "", TEXT.as_bytes(), way),
            related,
        ],
    );
    let files = [
        part(
            "application/pdf",
            "Content-Disposition: attachment;\n filename*0*=utf-8''b%C3%A1o%20c%C3;\n filename*1*=%A1o.pdf\n",
            &pdf(1),
            Way::Base64,
        ),
        part(
            "application/octet-stream;\n name=\"=?utf-8?B?xJHhuqdhIDEucGRm?=\"",
            "Content-Disposition: attachment\n",
            &pdf(2),
            Way::Base64,
        ),
    ];
    let mut all = vec![both];
    all.extend(files);
    letter(HEAD, &together("mixed", "m1", &all))
}

/// Letters of many forms, each with a name for it.
pub fn many() -> Vec<(String, Vec<u8>)> {
    let mut out: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| out.push((name.to_owned(), bytes));
    for way in WAYS {
        add(&format!("usual {way:?}"), usual(way));
        add(
            &format!("plain {way:?}"),
            letter(HEAD, &part("text/plain; charset=utf-8", "", TEXT.as_bytes(), way)),
        );
        let bytes: Vec<u8> = (0..=255).cycle().take(1_000).collect();
        if way != Way::Plain {
            add(
                &format!("bytes {way:?}"),
                letter(HEAD, &part("application/x-test; name=a.bin", "", &bytes, way)),
            );
        }
    }
    add("no type", letter(HEAD, b"\nx\ny\n"));
    add("only a head", HEAD.as_bytes().to_vec());
    add(
        "crlf",
        String::from_utf8_lossy(&usual(Way::Escapes))
            .replace('\n', "\r\n")
            .into_bytes(),
    );
    let forwarded = part("message/rfc822", "", &usual(Way::Base64), Way::Plain);
    let note = part(
        "text/plain; charset=utf-8",
        "",
        "chuyển anh".as_bytes(),
        Way::Base64,
    );
    add(
        "forward",
        letter(HEAD, &together("mixed", "f1", &[note.clone(), forwarded.clone()])),
    );
    let inside = letter(HEAD, &together("mixed", "f1", &[note.clone(), forwarded]));
    add(
        "forward of a forward",
        letter(
            HEAD,
            &together("mixed", "f2", &[part("message/rfc822", "", &inside, Way::Plain)]),
        ),
    );
    add(
        "mid-line boundary",
        letter(
            HEAD,
            &together(
                "mixed",
                "b",
                &[
                    part("text/plain", "", b"x --b\n--bb\n --b--\n", Way::Plain),
                    note.clone(),
                ],
            ),
        ),
    );
    let open = together("mixed", "b", &[note.clone(), note.clone()]);
    add(
        "no end",
        letter(HEAD, open.strip_suffix(b"--b--\n").expect("an end")),
    );
    let text = String::from_utf8_lossy(&together("mixed", "b", &[note.clone(), note.clone()])).into_owned();
    add(
        "words outside",
        letter(HEAD, text.replacen("--b", "before\n--b", 1).as_bytes()),
    );
    add(
        "no padding",
        letter(
            HEAD,
            b"Content-Type: application/x-test\nContent-Transfer-Encoding: base64\n\neGluIGNoYW8\n",
        ),
    );
    add("junk", letter(HEAD, b"Content-Type: application/x-test\nContent-Transfer-Encoding: base64\n\neGlu*IGNo*YW8gYuG6oW4gb2kgLSBoaQ==\n"));
    add("bad escapes", letter(HEAD, b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\na=zz=3D=\nb=4\n"));
    add("uu", letter(HEAD, b"Content-Type: application/x-test; name=a.txt\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n(>&EN(&-H86\\\n`\nend\n"));
    for (i, name) in [
        "name=x.pdf",
        "name=\"a;b \\\"c\\\".pdf\"",
        "name*=utf-8''b%C3%A1o.pdf",
        "name*0*=utf-8''b%C3; name*1*=%A1o.pdf",
        "name*0=bao; name*1=\" cao.pdf\"",
        "name=\"=?utf-8?B?YsOhbw==?=.pdf\"",
        "\n\tname=\"b c.pdf\"",
    ]
    .iter()
    .enumerate()
    {
        add(
            &format!("name {i}"),
            letter(
                HEAD,
                &part(
                    &format!("application/x-test; {name}"),
                    "Content-Disposition: attachment\n",
                    b"x",
                    Way::Base64,
                ),
            ),
        );
    }
    for (set, bytes) in [
        ("iso-8859-1", b"r\xe9union".to_vec()),
        (
            "windows-1258",
            b"Vi\xea\xf2t Nam, th\xea\xec gi\xf5\xedi".to_vec(),
        ),
        (
            "utf-16le",
            "Việt".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("iso-2022-jp", b"\x1b$B@$\x1b(B".to_vec()),
    ] {
        for way in [Way::Base64, Way::Escapes] {
            add(
                &format!("{set} {way:?}"),
                letter(
                    HEAD,
                    &part(&format!("text/plain; charset={set}"), "", &bytes, way),
                ),
            );
        }
    }
    out
}
