//! The parts of the file: which there are, and their text within limits.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{Element, Visitor, broken, visit};
use super::{LARGEST, Refusal};

/// The largest text, unpacked.
const TEXT: u64 = 40 * 1024 * 1024;
/// The largest other part, unpacked.
const PART: u64 = 10 * 1024 * 1024;
/// A part above `SMALL` may not be more than so many times as large as it is packed.
const RATIO: u64 = 200;
const SMALL: u64 = 1024 * 1024;
/// The most parts.
const PARTS: usize = 5_000;
/// How a file of the old format starts.
const OLD: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// The end of the relation's type that leads to the text.
const MAIN: &str = "/officeDocument";

/// The file, opened.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Where the text is.
    main: String,
    /// The parts that the text names.
    relations: Vec<Relation>,
}

impl<'a> Package<'a> {
    /// Opens a file that looks like Word's and holds no programs.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > LARGEST {
            return Err(Refusal::TooLarge);
        }
        if bytes.starts_with(&OLD) {
            return Err(old(bytes));
        }
        if !bytes.starts_with(b"PK") {
            return Err(Refusal::NotDocx);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if zip.len() > PARTS {
            return Err(Refusal::Bomb);
        }
        if zip.file_names_raw().any(|name| name.to_ascii_lowercase().ends_with(b"vbaproject.bin")) {
            return Err(Refusal::Macros);
        }
        let types = part(&mut zip, "[Content_Types].xml", PART)?.ok_or(Refusal::NotDocx)?;
        if types.contains("macroEnabled") {
            return Err(Refusal::Macros);
        }
        let relations = relations(&mut zip, "_rels/.rels", "")?;
        let main = relations.into_iter().find(|relation| relation.kind.ends_with(MAIN)).ok_or(Refusal::NotDocx)?.target;
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let beside = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let relations = self::relations(&mut zip, &beside, folder)?;
        Ok(Self { zip, main, relations })
    }

    /// The part that the file names as its text.
    pub fn text(&mut self) -> Result<String, Refusal> {
        part(&mut self.zip, &self.main, TEXT)?.ok_or(Refusal::Broken)
    }

    /// A part that the text names, by the end of the relation's type.
    pub fn related(&mut self, kind: &str) -> Result<Option<String>, Refusal> {
        let same = |relation: &&Relation| relation.kind.rsplit('/').next() == Some(kind);
        match self.relations.iter().find(same) {
            Some(relation) => part(&mut self.zip, &relation.target, PART),
            None => Ok(None),
        }
    }
}

/// What a file of the old container is: encrypted, of the old Word, or something else.
fn old(bytes: &[u8]) -> Refusal {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    match () {
        () if holds("EncryptedPackage") || holds("EncryptionInfo") => Refusal::Encrypted,
        () if holds("WordDocument") => Refusal::OldWord,
        () => Refusal::NotDocx,
    }
}

/// A part as text; nothing where there is none of this name.
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limit: u64) -> Result<Option<String>, Refusal> {
    let entry = match zip.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Refusal::Encrypted),
        Err(_) => return Err(Refusal::Broken),
    };
    let most = limit.min(entry.compressed_size().saturating_mul(RATIO).max(SMALL));
    if entry.size() > most {
        return Err(Refusal::Bomb);
    }
    // What the file says of its sizes need not be true.
    let mut bytes = Vec::new();
    entry.take(most + 1).read_to_end(&mut bytes).map_err(broken)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(Refusal::Bomb);
    }
    String::from_utf8(bytes).map(Some).map_err(broken)
}

/// That a part names another.
struct Relation {
    kind: String,
    target: String,
}

/// The parts that a part names.
fn relations(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, folder: &str) -> Result<Vec<Relation>, Refusal> {
    let mut list = Relations { folder, found: Vec::new() };
    if let Some(part) = part(zip, name, PART)? {
        visit(&part, &mut list)?;
    }
    Ok(list.found)
}

struct Relations<'a> {
    folder: &'a str,
    found: Vec<Relation>,
}

impl Visitor for Relations<'_> {
    fn start(&mut self, element: &Element<'_>) {
        if element.name() != "Relationship" || element.value("TargetMode").as_deref() == Some("External") {
            return;
        }
        if let (Some(kind), Some(target)) = (element.value("Type"), element.value("Target")) {
            self.found.push(Relation { kind, target: resolve(self.folder, &target) });
        }
    }

    fn end(&mut self) {}

    fn text(&mut self, _: &str) {}
}

/// The name of a part as seen from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let start = if target.starts_with('/') { "" } else { folder };
    for step in start.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                out.pop();
            }
            step => out.push(step),
        }
    }
    out.join("/")
}
