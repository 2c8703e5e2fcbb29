//! Activities with their answers, as many as there are: two statements, from which every page that shows them is made.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use domain::{
    activity::Kind,
    ids::{ActivityId, MeetingId, PersonId, WorkshopId},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use super::{
    entity::{activity, answer},
    library::written,
    questions::{self, Asked},
};
use crate::{context::Backend, error::Result};

/// Which activities.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    /// Of a meeting, also what is prepared.
    Meeting(MeetingId),
    /// Of a workshop, with its evaluation, also what is prepared.
    Workshop(WorkshopId),
    /// The evaluation of a workshop.
    Evaluation(WorkshopId),
}

impl Which {
    fn sql(self) -> (&'static str, Uuid) {
        match self {
            Which::Meeting(id) => ("v.meeting_id = $1", id.0),
            Which::Workshop(id) => ("v.workshop_id = $1", id.0),
            Which::Evaluation(id) => ("v.workshop_id = $1 AND v.purpose = 'evaluation'", id.0),
        }
    }
}

/// An activity with what stands around it.
pub(super) struct One {
    pub row: activity::Model,
    /// How many play or are in a group.
    pub people: u32,
    /// How many groups were drawn.
    pub groups: u32,
    /// Its meeting: the number, and when it begins; `None` also where that was called off.
    pub meeting: Option<(u32, DateTime<Utc>)>,
    /// The question of the step it is in, of a live quiz.
    pub question: Option<Arc<Asked>>,
    pub answers: Vec<Given>,
}

/// An answer.
pub(super) struct Given {
    pub row: answer::Model,
    pub votes: u32,
    /// The number of the group, or of the State, of who gave it.
    pub place: Option<u32>,
}

#[derive(FromQueryResult)]
struct Around {
    people: i64,
    last_group: Option<i32>,
    meeting_position: Option<i32>,
    meeting_starts: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct AroundAnswer {
    votes: i64,
    place: Option<i32>,
}

fn count(n: impl TryInto<u32>) -> u32 {
    n.try_into().unwrap_or(0)
}

/// Activities in the order they were put, with their answers in the order they came.
pub(super) async fn load(backend: &Backend, which: Which) -> Result<Vec<One>> {
    let db = backend.db.connection();
    let (condition, id) = which.sql();
    let mut all = activities(db, condition, id).await?;
    if all.iter().all(|one| one.row.opened_at.is_none()) {
        return Ok(all);
    }
    let mut answers = answers(db, condition, id).await?;
    for one in &mut all {
        one.answers = answers.remove(&one.row.id).unwrap_or_default();
        if one.row.kind == Kind::Quiz.name() && one.row.opened_at.is_some() {
            let settings = written(&one.row)?.settings;
            one.question = Some(questions::kept_of_step(backend, &settings, count(one.row.step)).await?);
        }
    }
    Ok(all)
}

async fn activities(db: &impl ConnectionTrait, condition: &str, id: Uuid) -> Result<Vec<One>> {
    let sql = format!(
        "SELECT v.*, (SELECT COUNT(*) FROM activity_place p WHERE p.activity_id = v.id) AS people, \
         (SELECT MAX(p.number) FROM activity_place p WHERE p.activity_id = v.id) AS last_group, \
         m.position AS meeting_position, m.starts_at AS meeting_starts \
         FROM activity v LEFT JOIN meeting m ON m.id = v.meeting_id AND m.canceled_at IS NULL \
         WHERE {condition} ORDER BY v.position, v.created_at, v.id"
    );
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [id.into()])).await?;
    rows.iter()
        .map(|row| {
            let around = Around::from_query_result(row, "")?;
            Ok(One {
                row: activity::Model::from_query_result(row, "")?,
                people: count(around.people),
                groups: around.last_group.map_or(0, count),
                meeting: around.meeting_position.map(count).zip(around.meeting_starts),
                question: None,
                answers: Vec::new(),
            })
        })
        .collect()
}

async fn answers(db: &impl ConnectionTrait, condition: &str, id: Uuid) -> Result<HashMap<Uuid, Vec<Given>>> {
    let sql = format!(
        "SELECT a.*, (SELECT COUNT(*) FROM activity_vote t WHERE t.answer_id = a.id) AS votes, p.number AS place \
         FROM activity v JOIN activity_answer a ON a.activity_id = v.id \
         LEFT JOIN activity_place p ON p.activity_id = a.activity_id AND p.person_id = a.person_id WHERE {condition} ORDER BY a.id"
    );
    let mut of_activity: HashMap<Uuid, Vec<Given>> = HashMap::new();
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [id.into()])).await? {
        let around = AroundAnswer::from_query_result(&row, "")?;
        let row = answer::Model::from_query_result(&row, "")?;
        let given = Given { votes: count(around.votes), place: around.place.map(count), row };
        of_activity.entry(given.row.activity_id).or_default().push(given);
    }
    Ok(of_activity)
}

/// Those of a meeting who raised their hand, are in a group or play, with their names: one statement.
#[derive(Default)]
pub(super) struct People {
    /// Raised hands, the longest first.
    pub hands: Vec<(PersonId, String)>,
    /// Groups and roles.
    pub places: BTreeMap<ActivityId, Vec<InGroup>>,
}

/// Somebody in a group, or with a role.
pub(super) struct InGroup {
    pub person: PersonId,
    pub name: String,
    pub number: u32,
    pub role: String,
}

#[derive(FromQueryResult)]
struct PersonRow {
    activity: Option<Uuid>,
    person_id: Uuid,
    name: String,
    number: i32,
    role: String,
}

impl People {
    pub(super) async fn of(db: &impl ConnectionTrait, meeting: MeetingId) -> Result<Self> {
        let sql = "SELECT c.activity_id AS activity, c.person_id AS person_id, p.name, c.number, c.role, m.starts_at AS since \
                   FROM activity v JOIN activity_place c ON c.activity_id = v.id JOIN person p ON p.id = c.person_id \
                   JOIN meeting m ON m.id = v.meeting_id WHERE v.meeting_id = $1 \
                   UNION ALL SELECT NULL, h.person_id, p.name, 0, '', h.raised_at FROM raised_hand h JOIN person p ON p.id = h.person_id \
                   WHERE h.meeting_id = $1 ORDER BY since, person_id";
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [meeting.0.into()]);
        let mut all = Self::default();
        for row in PersonRow::find_by_statement(statement).all(db).await? {
            let person = PersonId(row.person_id);
            match row.activity {
                None => all.hands.push((person, row.name)),
                Some(id) => {
                    let place = InGroup { person, name: row.name, number: count(row.number), role: row.role };
                    all.places.entry(ActivityId(id)).or_default().push(place);
                }
            }
        }
        Ok(all)
    }
}
