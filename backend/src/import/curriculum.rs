//! Loading a curriculum into the database: idempotent, and never changing what was asked before.

use domain::{ids::ModuleId, training::TrainingRule};

use super::Dry;
use crate::{
    authoring::{self, Overwrite},
    bank,
    context::Backend,
    error::Result,
    learning::{
        self,
        content::{Curriculum, File, read},
    },
    programme,
};

/// Imports a curriculum. Lessons and questions that are gone are retired, not deleted: progress and
/// attempts keep what they refer to. A changed question becomes a new version; attempts under way
/// keep the old one. What was written in the browser stays, unless the files shall win. Returns the number of modules.
///
/// # Errors
/// `Content` with every wrong file and line; then nothing is imported.
pub async fn curriculum(backend: &Backend, files: &[File], dry: Dry, overwrite: Overwrite) -> Result<usize> {
    let mut curriculum = read(files, "en")?;
    if dry == Dry::Run {
        return Ok(curriculum.modules.len());
    }
    let tx = backend.db.begin().await?;
    let now = backend.clock.now();
    let effective = authoring::sync(&tx, now, files, overwrite).await?;
    if effective.mixed {
        match read(&effective.files, "en") {
            Ok(mixed) => curriculum = mixed,
            // files asked for by name are refused; at start, what is in force stays in force and the program runs
            Err(error) if overwrite == Overwrite::Browser => return Err(error),
            Err(error) => {
                tracing::warn!(%error, "the curriculum that came with the program does not fit what was written in the browser: what is in force stays");
                return Ok(curriculum.modules.len());
            }
        }
    }
    let mut ids = Vec::new();
    for (position, file) in (1..).zip(&curriculum.modules) {
        let id = learning::upsert_module(&tx, now, Some(position), &file.front, &file.intro_html).await?;
        for (position, l) in (1..).zip(&file.lessons) {
            learning::upsert_lesson(&tx, id, position, l).await?;
        }
        for (position, q) in (1..).zip(&file.questions) {
            learning::upsert_question(&tx, now, id, position, q).await?;
        }
        learning::retire_other_lessons(&tx, now, id, &file.lessons).await?;
        bank::retire_others(&tx, now, id, file.questions.iter().map(|q| q.slug.as_str())).await?;
        ids.push((file.front.slug.clone(), id));
    }
    learning::upsert_glossary(&tx, &curriculum.glossary).await?;
    programme::bring_in(&tx, now, &programme_of(&curriculum, &ids)).await?;
    tx.audit(now, None, "learning.import", None, &curriculum.modules.len().to_string()).await?;
    tx.commit().await?;
    Ok(curriculum.modules.len())
}

/// The programme of a curriculum whose modules were brought in.
fn programme_of(curriculum: &Curriculum, modules: &[(String, ModuleId)]) -> programme::Written {
    let file = &curriculum.programme;
    let required = file.rule.required_modules.iter().filter_map(|slug| modules.iter().find(|(s, _)| s == slug).map(|(_, id)| *id));
    programme::Written {
        slug: file.slug.clone(),
        title: file.title.clone(),
        test_per_outcome: file.test_per_outcome,
        rule: TrainingRule {
            version: file.rule.version,
            workshop_percent: file.rule.workshop_percent,
            late_limit_minutes: file.rule.late_limit_minutes,
            required_modules: required.collect(),
        },
    }
}
