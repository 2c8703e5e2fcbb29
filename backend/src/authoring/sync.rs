//! Bringing files and documents together.

use chrono::{DateTime, Utc};
use domain::ids::DocumentId;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement, prelude::*};

use super::{
    DocumentKind, Overwrite,
    entity::{document, document_version},
};
use crate::{db::Tx, error::Result, learning::content::File, token::new_id};

/// A document's place: what its path says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub kind: DocumentKind,
    pub module: String,
    pub slug: String,
    pub position: i32,
}

/// `en/modules/03-x/lessons/02-y.md` → lesson `y`, second of module `x`.
pub(super) fn place_of(path: &str) -> Option<Place> {
    let rest = path.strip_prefix("en/modules/")?;
    let (folder, rest) = rest.split_once('/')?;
    let (module_position, module) = numbered(folder);
    if rest == "module.md" {
        return Some(Place { kind: DocumentKind::Module, slug: module.clone(), module, position: module_position });
    }
    let kind = [DocumentKind::Lesson, DocumentKind::Question].into_iter().find(|k| rest.starts_with(k.folder()))?;
    let (position, slug) = numbered(rest.strip_prefix(kind.folder())?.strip_suffix(".md")?);
    Some(Place { kind, module, slug, position })
}

fn numbered(name: &str) -> (i32, String) {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    let slug = name.get(digits.len()..).unwrap_or_default().trim_start_matches('-');
    (digits.parse().unwrap_or(0), slug.to_owned())
}

/// The path of a document; `module_position` is the place of its module.
pub(super) fn path_of(place: &Place, module_position: i32) -> String {
    let root = format!("en/modules/{module_position:02}-{}/", place.module);
    match place.kind {
        DocumentKind::Module => format!("{root}module.md"),
        kind => format!("{root}{}{:02}-{}.md", kind.folder(), place.position, place.slug),
    }
}

/// What is in force after files and documents were brought together.
#[derive(Debug)]
pub(crate) struct Effective {
    /// The files, with what was written in the browser in place of them.
    pub files: Vec<File>,
    /// Whether any file gave way.
    pub mixed: bool,
}

#[derive(FromQueryResult)]
pub(super) struct Newest {
    pub id: Uuid,
    pub kind: String,
    pub module_slug: String,
    pub slug: String,
    pub position: i32,
    pub number: i32,
    pub source: String,
    pub origin: String,
}

impl Newest {
    pub(super) fn place(&self) -> Option<Place> {
        Some(Place {
            kind: DocumentKind::from_name(&self.kind)?,
            module: self.module_slug.clone(),
            slug: self.slug.clone(),
            position: self.position,
        })
    }
}

/// The newest version of every document that is not retired.
pub(super) async fn newest(db: &impl ConnectionTrait) -> Result<Vec<Newest>> {
    newest_where(db, "d.retired_at IS NULL").await
}

async fn newest_where(db: &impl ConnectionTrait, condition: &'static str) -> Result<Vec<Newest>> {
    let sql = format!(
        "SELECT d.id, d.kind, d.module_slug, d.slug, d.position, v.number, v.source, v.origin FROM document d \
               JOIN document_version v ON v.document_id = d.id WHERE {condition} \
         AND v.number = (SELECT MAX(w.number) FROM document_version w WHERE w.document_id = d.id) \
         ORDER BY d.module_slug, d.kind, d.position, d.slug"
    );
    Ok(Newest::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?)
}

/// Makes a version of every file that changed, and says what is in force then. A document whose newest version was
/// written in the browser keeps it, unless the files shall win.
pub(crate) async fn sync(tx: &Tx, now: DateTime<Utc>, files: &[File], overwrite: Overwrite) -> Result<Effective> {
    let mut known = newest(&**tx).await?;
    let taken_out = newest_where(&**tx, "d.retired_at IS NOT NULL AND v.origin = 'browser'").await?;
    // files somebody asked for by name are theirs: those that come with the program do not undo them at the next start
    let origin = if overwrite == Overwrite::Browser { Origin::CommandLine } else { Origin::File };
    let mut effective = Vec::new();
    let mut mixed = false;
    let mut module_positions: Vec<(String, i32)> = Vec::new();
    for (path, text) in files {
        let Some(place) = place_of(path) else {
            effective.push((path.clone(), text.clone()));
            continue;
        };
        if place.kind == DocumentKind::Module {
            module_positions.push((place.module.clone(), place.position));
        }
        let same = |n: &Newest| n.place().is_some_and(|p| (p.kind, &p.module, &p.slug) == (place.kind, &place.module, &place.slug));
        if overwrite == Overwrite::Never && taken_out.iter().any(same) {
            mixed = true;
            continue;
        }
        let old = known.iter().position(same);
        let old = old.map(|i| known.swap_remove(i));
        match old {
            Some(old) if old.source != *text && old.origin == "browser" && overwrite == Overwrite::Never => {
                mixed = true;
                effective.push((path.clone(), old.source));
                continue;
            }
            Some(old) => {
                if old.source != *text {
                    add_version(tx, now, DocumentId(old.id), old.number + 1, text, origin).await?;
                }
                if old.position != place.position {
                    let moved = document::ActiveModel { id: Set(old.id), position: Set(place.position), ..Default::default() };
                    document::Entity::update(moved).exec(&**tx).await?;
                }
            }
            None => {
                let id = insert_document(tx, &place).await?;
                let number = next_number(&**tx, id).await?;
                add_version(tx, now, id, number, text, origin).await?;
            }
        }
        effective.push((path.clone(), text.clone()));
    }
    // what is left is not among the files: written in the browser it stays, from older files it is retired
    for left in known {
        let Some(place) = left.place() else { continue };
        if left.origin == "browser" {
            mixed = true;
            let module_position = module_positions.iter().find(|(m, _)| *m == place.module).map_or(99, |(_, p)| *p);
            effective.push((path_of(&place, module_position), left.source));
        } else {
            if overwrite == Overwrite::Browser {
                add_version(tx, now, DocumentId(left.id), left.number + 1, &left.source, origin).await?;
            }
            let gone = document::ActiveModel { id: Set(left.id), retired_at: Set(Some(now)), ..Default::default() };
            document::Entity::update(gone).exec(&**tx).await?;
        }
    }
    effective.sort();
    Ok(Effective { files: effective, mixed })
}

/// Where a version comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    File,
    Browser {
        written_by: Uuid,
        reviewed_by: Uuid,
    },
    /// Brought in by whoever runs the program; kept like what was written in the browser.
    CommandLine,
}

pub(super) async fn add_version(tx: &Tx, now: DateTime<Utc>, id: DocumentId, number: i32, source: &str, origin: Origin) -> Result<()> {
    let (name, written_by, reviewed_by) = match origin {
        Origin::File => ("file", None, None),
        Origin::CommandLine => ("browser", None, None),
        Origin::Browser { written_by, reviewed_by } => ("browser", Some(written_by), Some(reviewed_by)),
    };
    let row = document_version::ActiveModel {
        id: Set(new_id()),
        document_id: Set(id.0),
        number: Set(number),
        source: Set(source.to_owned()),
        origin: Set(name.to_owned()),
        written_by: Set(written_by),
        reviewed_by: Set(reviewed_by),
        published_at: Set(now),
    };
    document_version::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The document of a place; one that was retired comes back.
pub(super) async fn insert_document(tx: &Tx, place: &Place) -> Result<DocumentId> {
    let known = document::Entity::find()
        .filter(document::Column::Kind.eq(place.kind.name()))
        .filter(document::Column::ModuleSlug.eq(&place.module))
        .filter(document::Column::Slug.eq(&place.slug))
        .one(&**tx)
        .await?;
    if let Some(known) = known {
        let back = document::ActiveModel { id: Set(known.id), position: Set(place.position), retired_at: Set(None), ..Default::default() };
        document::Entity::update(back).exec(&**tx).await?;
        return Ok(DocumentId(known.id));
    }
    let id = DocumentId(new_id());
    let row = document::ActiveModel {
        id: Set(id.0),
        kind: Set(place.kind.name().to_owned()),
        module_slug: Set(place.module.clone()),
        slug: Set(place.slug.clone()),
        position: Set(place.position),
        retired_at: Set(None),
    };
    document::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(id)
}

pub(super) async fn next_number(db: &impl ConnectionTrait, id: DocumentId) -> Result<i32> {
    use sea_orm::QueryOrder;
    let last = document_version::Entity::find()
        .filter(document_version::Column::DocumentId.eq(id.0))
        .order_by_desc(document_version::Column::Number)
        .one(db)
        .await?;
    Ok(last.map_or(1, |v| v.number + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_place_and_back() {
        for path in ["en/modules/03-x-y/module.md", "en/modules/03-x-y/lessons/02-a-b.md", "en/modules/03-x-y/questions/12-c.md"] {
            let place = place_of(path).unwrap();
            assert_eq!(path_of(&place, 3), path);
        }
        for other in ["programme.toml", "en/glossary.toml", "en/modules/03-x/notes/01-a.md", "en/modules/03-x/lessons/01-a.txt"] {
            assert_eq!(place_of(other), None, "{other}");
        }
    }
}
