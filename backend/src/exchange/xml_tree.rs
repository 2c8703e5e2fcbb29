//! A small tree of an XML file. A document type is refused: what it declares (entities in entities) is how a file of
//! one kilobyte becomes one of a gigabyte. Depth and number of elements are limited.

use quick_xml::{Reader, events::Event};

/// Deepest nesting; Moodle's files have six.
const DEEPEST: usize = 32;
/// Most elements.
const MOST: usize = 200_000;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub name: String,
    pub line: usize,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|c| c.name == name)
    }

    /// All children of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The value of an attribute, or nothing.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// The text of a child, or nothing.
    pub fn child_text(&self, name: &str) -> &str {
        self.child(name).map_or("", |c| c.text.trim())
    }
}

/// Reads a file; an error has its line.
pub(super) fn parse(text: &str) -> Result<Element, (usize, String)> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0;
    let (mut line, mut counted) = (1, 0);
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(0);
        line += text.as_bytes().get(counted..position).unwrap_or_default().iter().filter(|b| **b == b'\n').count();
        counted = position.max(counted);
        let event = reader
            .read_event()
            .map_err(|e| (line_at(text, usize::try_from(reader.error_position()).unwrap_or(0)), format!("the XML can't be read: {e}")))?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() > DEEPEST || count > MOST {
                    return Err((line, "the XML is nested too deeply, or too long".to_owned()));
                }
                open.push(element(&start, line)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST {
                    return Err((line, "the XML is too long".to_owned()));
                }
                let element = element(&start, line)?;
                if let Some(parent) = open.last_mut() {
                    parent.children.push(element);
                }
            }
            Event::End(_) => {
                let closed = open.pop().unwrap_or_default();
                match open.last_mut() {
                    Some(parent) => parent.children.push(closed),
                    None => return Err((line, "the XML ends twice".to_owned())),
                }
            }
            Event::Text(text) => add(&mut open, &text),
            Event::CData(data) => add(&mut open, &data),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => match &*reference {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                let character = character.ok_or_else(|| (line, format!("the entity &{}; is not known", &*reference)))?;
                add(&mut open, character.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err((line, "the XML declares a document type (DOCTYPE), which is refused".to_owned())),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match (open.len(), open.pop()) {
        (1, Some(root)) => root.children.into_iter().next().ok_or_else(|| (0, "holds no XML".to_owned())),
        (_, Some(unclosed)) => Err((unclosed.line, format!("<{}> has no end: the file may be cut off", unclosed.name))),
        _ => Err((0, "holds no XML".to_owned())),
    }
}

fn add(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn element(start: &quick_xml::events::BytesStart<'_>, line: usize) -> Result<Element, (usize, String)> {
    let broken = |e: &dyn std::fmt::Display| (line, format!("the XML can't be read: {e}"));
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| broken(&e))?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|e| broken(&e))?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element { name: start.name().as_ref().to_owned(), line, attributes, ..Element::default() })
}

fn line_at(text: &str, byte: usize) -> usize {
    text.as_bytes().get(..byte.min(text.len())).unwrap_or_default().iter().filter(|b| **b == b'\n').count() + 1
}
