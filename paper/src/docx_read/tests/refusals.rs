//! What is not read, and why.

use super::*;

/// A file in the old container whose directory holds these names.
fn old(names: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    for name in names {
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes.resize(bytes.len() + 64, 0);
    }
    bytes
}

fn good() -> Vec<(&'static str, Vec<u8>)> {
    let text = format!("<w:document {WORD}><w:body>{}</w:body></w:document>", p(&r("text")));
    vec![
        ("[Content_Types].xml", TYPES.as_bytes().to_vec()),
        ("_rels/.rels", package("/word/document.xml").into_bytes()),
        ("word/document.xml", text.into_bytes()),
    ]
}

/// The good file with one part changed or added.
fn with(name: &'static str, bytes: &[u8]) -> Result<Read, Refusal> {
    let mut parts = good();
    parts.retain(|(other, _)| *other != name);
    parts.push((name, bytes.to_vec()));
    read(&zipped(&parts.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect::<Vec<_>>()))
}

#[test]
fn what_is_no_word_file_is_refused() {
    assert!(with("word/other.xml", b"").is_ok());
    for bytes in [&b""[..], b"P", b"%PDF-1.7", b"{\\rtf1 a}", b"plain text", &old(&["Workbook"])] {
        assert_eq!(read(bytes), Err(Refusal::NotDocx));
    }
    assert_eq!(read(&zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")])), Err(Refusal::NotDocx));
    let sheet = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;
    assert_eq!(with("word/document.xml", sheet), Err(Refusal::NotDocx));
    assert_eq!(with("_rels/.rels", b"<Relationships/>"), Err(Refusal::NotDocx));
}

#[test]
fn old_and_encrypted_files_are_told_apart() {
    assert_eq!(read(&old(&["Root Entry", "WordDocument"])), Err(Refusal::OldWord));
    assert_eq!(read(&old(&["Root Entry", "EncryptionInfo", "EncryptedPackage"])), Err(Refusal::Encrypted));
}

#[test]
fn macros_are_refused() {
    assert_eq!(with("word/vbaProject.bin", b"x"), Err(Refusal::Macros));
    let types =
        r#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"#;
    assert_eq!(with("[Content_Types].xml", types.as_bytes()), Err(Refusal::Macros));
}

#[test]
fn what_is_too_large_is_refused() {
    assert_eq!(read(&vec![b'P'; LARGEST + 1]), Err(Refusal::TooLarge));
    let bomb = format!("<w:document {WORD}><w:body>{}", " ".repeat(60 * 1024 * 1024));
    assert_eq!(with("word/document.xml", bomb.as_bytes()), Err(Refusal::Bomb));
    let packed = format!("<w:document {WORD}><w:body>{}</w:body></w:document>", " ".repeat(3 * 1024 * 1024));
    assert_eq!(with("word/document.xml", packed.as_bytes()), Err(Refusal::Bomb));
    let nested = |depth| format!("<w:document {WORD}>{}{}{}</w:document>", "<w:a>".repeat(depth), p(&r("a")), "</w:a>".repeat(depth));
    assert!(with("word/document.xml", nested(190).as_bytes()).is_ok());
    assert_eq!(with("word/document.xml", nested(200).as_bytes()), Err(Refusal::Bomb));
    assert_eq!(with("word/document.xml", "<w:a>".repeat(1_000_000).as_bytes()), Err(Refusal::Bomb));
}

/// A file that says less of its sizes than is in it.
#[test]
fn a_false_size_is_no_way_around() {
    let mut parts = good();
    let text = format!("<w:document {WORD}><w:body>{}</w:body></w:document>", " ".repeat(50 * 1024 * 1024));
    let size = u32::try_from(text.len()).unwrap().to_le_bytes();
    parts[2].1 = text.into_bytes();
    let mut bytes = zipped(&parts.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect::<Vec<_>>());
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert_eq!(places.len(), 2);
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(matches!(read(&bytes), Err(Refusal::Bomb | Refusal::Broken)));
}

#[test]
fn what_is_damaged_is_refused() {
    assert_eq!(read(b"PK\x03\x04 and no more"), Err(Refusal::Broken));
    let entity = format!(r#"<!DOCTYPE a [<!ENTITY b "c">]><w:document {WORD}><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>"#);
    for text in [
        "",
        "text",
        "<a",
        &entity,
        &format!("<!DOCTYPE a><w:document {WORD}>{}</w:document>", p(&r("a"))),
        &format!("<w:document {WORD}>{}</w:document>", p(&r("&b;"))),
        &format!("<w:document {WORD}>{}</w:wrong>", p(&r("a"))),
        &format!("<w:document {WORD}>{}", p(&r("a"))),
    ] {
        assert_eq!(with("word/document.xml", text.as_bytes()), Err(Refusal::Broken), "{text}");
    }
    assert_eq!(with("word/document.xml", b"<w:document>\xff\xfe</w:document>"), Err(Refusal::Broken));
    let relation = |target: &str| package(target).into_bytes();
    assert_eq!(with("_rels/.rels", &relation("../nowhere.xml")), Err(Refusal::Broken));
    assert!(with("_rels/.rels", &relation("../a/./../word/document.xml")).is_ok());
    assert_eq!(with("word/_rels/document.xml.rels", b"<!DOCTYPE a><a/>"), Err(Refusal::Broken));
}

#[test]
fn a_file_without_text_is_refused() {
    assert_eq!(body(""), Err(Refusal::Empty));
    assert_eq!(body(&p(&r(" \u{7f}\t"))), Err(Refusal::Empty));
}
