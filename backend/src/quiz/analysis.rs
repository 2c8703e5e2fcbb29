//! Item analysis of a module's quiz. The formulas are `domain::quiz::items`; here is which responses count: the first
//! attempt that each person handed in, because later ones were made after seeing the key.

use std::collections::HashMap;

use domain::{
    ids::{QuestionId, QuestionVersionId},
    policy::action,
    quiz::{
        Answer,
        items::{Advice, Item, Marks, OptionCount, advice, item, option_table},
    },
};
use sea_orm::{FromQueryResult, Statement, prelude::*};

use crate::{
    access::{Granted, Network},
    bank::bank,
    context::Context,
    error::Result,
    learning::Module,
};

/// The analysis of a question in its newest version.
#[derive(Clone, Debug)]
pub struct ItemReport {
    /// The question.
    pub question: QuestionId,
    /// Its text, as safe HTML.
    pub text_html: String,
    /// The figures.
    pub item: Item,
    /// Options in the author's order: text as safe HTML, whether it is right, how often it was chosen.
    pub options: Vec<(String, bool, OptionCount)>,
    /// What to do.
    pub advice: Advice,
}

#[derive(FromQueryResult)]
struct Row {
    attempt_id: Uuid,
    question_version_id: Uuid,
    points: Option<i32>,
    answer: Option<String>,
}

/// The analysis of every question of a module's bank.
///
/// # Errors
/// The database.
pub async fn item_report(ctx: &Context, _granted: &Granted<Network, action::Teach>, module: &Module) -> Result<Vec<ItemReport>> {
    let db = ctx.db().connection();
    let bank = bank(db, Some(module.id)).await?;
    let sql = "SELECT r.attempt_id, r.question_version_id, r.points, r.answer FROM response r JOIN attempt a ON a.id = r.attempt_id \
               WHERE a.module_id = $1 AND a.purpose = 'quiz' AND a.submitted_at IS NOT NULL AND a.number = \
               (SELECT MIN(b.number) FROM attempt b WHERE b.person_id = a.person_id AND b.quiz_key = a.quiz_key AND b.submitted_at IS NOT NULL) \
               ORDER BY r.attempt_id, r.position";
    let rows = Row::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, [module.id.0.into()])).all(db).await?;
    let mut places: HashMap<Uuid, usize> = bank.iter().enumerate().map(|(i, b)| (b.version.0, i)).collect();
    for row in &rows {
        let next = places.len();
        places.entry(row.question_version_id).or_insert(next);
    }
    let mut attempts: Vec<(Uuid, Marks, HashMap<QuestionVersionId, Answer>)> = Vec::new();
    for row in rows {
        if attempts.last().is_none_or(|(id, ..)| *id != row.attempt_id) {
            attempts.push((row.attempt_id, vec![None; places.len()], HashMap::new()));
        }
        let Some((_, marks, answers)) = attempts.last_mut() else { continue };
        let place = places.get(&row.question_version_id).and_then(|p| marks.get_mut(*p));
        if let (Some(place), Some(points)) = (place, row.points) {
            *place = Some(f64::from(points) / 100.0);
        }
        if let Some(answer) = row.answer.as_deref().and_then(|a| serde_json::from_str(a).ok()) {
            answers.insert(QuestionVersionId(row.question_version_id), answer);
        }
    }
    let marks: Vec<Marks> = attempts.iter().map(|(_, marks, _)| marks.clone()).collect();
    Ok(bank
        .iter()
        .enumerate()
        .map(|(place, entry)| {
            let item = item(&marks, place);
            let chosen: Vec<(Vec<usize>, f64)> = attempts
                .iter()
                .filter(|(_, marks, _)| marks.get(place).copied().flatten().is_some())
                .map(|(_, marks, answers)| {
                    let rest = marks.iter().enumerate().filter(|(i, _)| *i != place).filter_map(|(_, m)| *m).sum();
                    match answers.get(&entry.version) {
                        Some(Answer::Options(chosen)) => (chosen.clone(), rest),
                        _ => (Vec::new(), rest),
                    }
                })
                .collect();
            let options = entry.spec.options();
            let table = option_table(options.len(), &chosen);
            let right: Vec<bool> = options.iter().map(domain::quiz::Choice::is_right).collect();
            ItemReport {
                question: entry.question,
                text_html: entry.spec.text.clone(),
                item,
                advice: advice(&item, &right, &table),
                options: options.iter().zip(table).map(|(o, count)| (o.text.clone(), o.is_right(), count)).collect(),
            }
        })
        .collect())
}
