//! Every address that can be read, with who typically reads it, over the demonstration's data. Shared by the test that
//! counts statements and by the benchmark that measures; closed: an address without a row here is an error.

use std::collections::BTreeSet;

use backend::{
    Backend, access,
    account::{Session, StaffRole},
    attendance,
    authoring::{self, Overwrite},
    feed, guidance,
    import::{self, Dry},
    invitation, learning, organisation, review,
    stored_file::Brought,
    workshop,
};
use domain::ids::{AccountId, PersonId};
use sea_orm::{ConnectionTrait, Statement};

/// Who reads a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reader {
    Nobody,
    Participant,
    FocalPoint,
    Trainer,
    Administrator,
}

impl Reader {
    pub const SIGNED_IN: [Reader; 4] = [Reader::Participant, Reader::FocalPoint, Reader::Trainer, Reader::Administrator];

    /// The account of the demonstration.
    pub fn email(self) -> &'static str {
        match self {
            Reader::Nobody => "",
            Reader::Participant => "participant@demo.test",
            Reader::FocalPoint => "focal@demo.test",
            Reader::Trainer => "trainer@demo.test",
            Reader::Administrator => "admin@demo.test",
        }
    }
}

/// An address and who asks for it.
#[derive(Clone, Debug)]
pub struct Row {
    pub route: &'static str,
    pub reader: Reader,
    pub path: String,
}

/// Streams of events never end, and a form is no page: they have no row.
const NO_ANSWER_OF_THEIR_OWN: [&str; 6] = [
    "/live/{meeting}/events",
    "/watch",
    "/run/{meeting}/board/events",
    "/run/{meeting}/screen/events",
    "/reminders-off/{token}#post",
    "/api/{*rest}",
];

/// Every address of the program: the pages of `app`, and what `router.rs` names besides.
pub fn routes() -> BTreeSet<String> {
    let pages = leptos_axum::generate_route_list(app::App).into_iter().map(|listing| listing.path().to_owned());
    let source = include_str!("../../src/router.rs");
    let files = source.split(".route(\"").skip(1).filter_map(|rest| rest.split_once("\", ")).map(|(path, handler)| {
        let posted = handler.starts_with("axum::routing::post") || handler.starts_with("post");
        if posted { format!("{path}#post") } else { path.to_owned() }
    });
    let rooms = include_str!("../../src/live.rs").split('"').filter(|text| text.starts_with('/') && text.contains("{meeting}"));
    let files = files.chain(rooms.map(str::to_owned));
    let known = |path: &String| !NO_ANSWER_OF_THEIR_OWN.contains(&path.as_str());
    pages.chain(files).filter(known).collect()
}

/// The routes without a row, and the rows without a route.
pub fn left_over(rows: &[Row]) -> Vec<String> {
    let there: BTreeSet<String> = rows.iter().map(|row| row.route.to_owned()).collect();
    routes().symmetric_difference(&there).cloned().collect()
}

/// A value that the demonstration holds. Ids are read in their own type on PostgreSQL and from bytes on SQLite.
async fn id(backend: &Backend, sql: &str) -> String {
    let db = backend.db.connection();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap_or_else(|e| panic!("{e}: {sql}"));
    let row = row.unwrap_or_else(|| panic!("the demonstration has none: {sql}"));
    row.try_get_by_index::<sea_orm::prelude::Uuid>(0)
        .map(|id| id.to_string())
        .unwrap_or_else(|_| row.try_get_by_index::<String>(0).unwrap_or_else(|e| panic!("{e}: {sql}")))
}

/// A session of one of the demonstration's accounts, and the person it is of.
pub async fn session(backend: &Backend, reader: Reader) -> (Session, PersonId) {
    let email = reader.email();
    let account = id(backend, &format!("SELECT id FROM account WHERE email = '{email}'")).await;
    let stamp = id(backend, &format!("SELECT session_stamp FROM account WHERE email = '{email}'")).await;
    let person = id(backend, &format!("SELECT person_id FROM account WHERE email = '{email}'")).await;
    (Session { account: AccountId(account.parse().unwrap()), stamp }, PersonId(person.parse().unwrap()))
}

/// The demonstration, with a file in a question for guidance and beside what came of a submission.
pub async fn fill(backend: &Backend) {
    import::curriculum(backend, &learning::content::built_in(), Dry::No, Overwrite::Never).await.unwrap();
    authoring::import_images(backend, &learning::content::built_in_images()).await.unwrap();
    review::import_built_in(backend).await.unwrap();
    server::demo::build(backend).await.unwrap();
    let (_, participant) = session(backend, Reader::Participant).await;
    let ctx = backend.acting_for(participant).await.unwrap();
    let organisation = organisation::load_for(&ctx, ctx.actor.memberships[0].organisation).await.unwrap();
    let file = Brought { name: "ruling.txt".into(), bytes: b"The ruling".to_vec() };
    let question =
        guidance::Question { about: "review".into(), title: "Who reads this?".into(), text: "Please look.".into(), file: Some(file) };
    guidance::ask(&ctx, &organisation, &question).await.unwrap();
    let sql = "INSERT INTO outcome (id, submission_id, step, on_date, certainty, evidence, file_id, at, by_person) \
               SELECT $1, s.id, 'cited', r.on_date, 'documented', '', m.file_id, m.at, m.by_person FROM guidance_message m, submission s, \
               (SELECT MIN(on_date) AS on_date FROM training_record) r WHERE m.file_id IS NOT NULL \
               AND s.review_id IN (SELECT id FROM review WHERE iso3 = 'IRL')";
    let db = &backend.db;
    db.run_with(sql, [backend::token::new_id().into()]).await.unwrap();
    // what others may see of certificates, and a place of the participant in a workshop that is over
    db.run_sql("UPDATE certificate SET shared_at = issued_at").await.unwrap();
    let sql = "INSERT INTO registration (id, workshop_id, person_id, status, created_at, changed_at) \
               SELECT $1, w.id, $2, 'registered', w.created_at, w.created_at FROM workshop w WHERE w.title = 'Introduction to the UPR'";
    db.run_with(sql, [backend::token::new_id().into(), participant.0.into()]).await.unwrap();
}

/// The rows, over a database that was filled.
pub async fn rows(backend: &Backend) -> Vec<Row> {
    use Reader::{Administrator, FocalPoint, Nobody, Participant, Trainer};
    let of_reader = |column: &str, reader: Reader| format!("(SELECT {column} FROM account WHERE email = '{}')", reader.email());
    let participant = of_reader("person_id", Participant);
    let organisation = id(backend, &format!("SELECT organisation_id FROM membership WHERE person_id = {participant}")).await;
    let workshop = id(backend, "SELECT id FROM workshop WHERE title = 'Your submission, step by step'").await;
    let over = id(backend, "SELECT id FROM workshop WHERE title = 'Introduction to the UPR'").await;
    let meeting = id(backend, "SELECT m.id FROM meeting m JOIN workshop w ON w.id = m.workshop_id WHERE w.title = 'Your submission, step by step' ORDER BY m.position").await;
    let submission = id(backend, "SELECT s.id FROM submission s JOIN review r ON r.id = s.review_id WHERE r.iso3 = 'IRL'").await;
    let sheet = id(backend, "SELECT id FROM factsheet").await;
    let letter = id(backend, "SELECT id FROM advocacy_letter").await;
    let statement = id(backend, "SELECT id FROM statement").await;
    let guidance = id(backend, "SELECT id FROM guidance").await;
    let file = id(backend, "SELECT file_id FROM guidance_message WHERE file_id IS NOT NULL").await;
    let with_file = id(backend, "SELECT guidance_id FROM guidance_message WHERE file_id IS NOT NULL").await;
    let question = id(backend, "SELECT id FROM question").await;
    let document = id(backend, "SELECT document_id FROM draft").await;
    let image = id(backend, "SELECT name FROM image").await;
    let state = id(backend, "SELECT id FROM review WHERE iso3 = 'IRL' ORDER BY cycle DESC").await;
    let certificate = id(backend, &format!("SELECT id FROM certificate WHERE person_id = {participant}")).await;
    let somebody = id(backend, &format!("SELECT {participant}")).await;
    let lesson = id(
        backend,
        "SELECT l.slug FROM lesson l JOIN module m ON m.id = l.module_id WHERE m.slug = 'role-of-civil-society' ORDER BY l.position",
    )
    .await;
    let in_force = id(backend, "SELECT code FROM certificate WHERE revoked_at IS NULL AND snapshot <> '' ORDER BY issued_at").await;
    let invited = invitation::create_unattended(backend, StaffRole::Trainer).await.unwrap();
    let (_, reader) = session(backend, Participant).await;
    let ctx = backend.acting_for(reader).await.unwrap();
    let scanned = workshop::load_for(&ctx, workshop.parse().unwrap()).await.unwrap();
    let scanned = attendance::own_personal_code(&ctx, &scanned).await.unwrap();
    let own = access::own_account(&ctx).unwrap();
    let calendar = feed::make(&ctx, &own, feed::Names::Shown).await.unwrap();

    let module = "role-of-civil-society";
    let row = |route: &'static str, reader: Reader, path: String| Row { route, reader, path };
    let same = |route: &'static str, reader: Reader| Row { route, reader, path: route.to_owned() };
    let sub = |route: &'static str, reader: Reader| row(route, reader, route.replace("{id}", &submission));
    let shop = |route: &'static str, reader: Reader| row(route, reader, route.replace("{id}", &workshop));
    let run = |route: &'static str, reader: Reader| row(route, reader, route.replace("{meeting}", &meeting));
    let verify = |route: &'static str| row(route, Nobody, route.replace("{code}", &in_force));
    vec![
        // for everybody
        same("/", Nobody),
        same("/healthz", Nobody),
        same("/readyz", Nobody),
        same("/metrics", Nobody),
        same("/sign-in", Nobody),
        row("/join/{token}", Nobody, format!("/join/{invited}")),
        same("/privacy", Nobody),
        same("/impact", Nobody),
        same("/impact.json", Nobody),
        same("/impact.svg", Nobody),
        same("/calendar", Participant),
        same("/calendar.ics", Nobody),
        row("/countries/{iso3}", Participant, "/countries/IRL".into()),
        row("/feeds/{token}", Nobody, format!("/feeds/{calendar}.ics")),
        same("/briefing", Participant),
        row("/briefing/{step}", Participant, "/briefing/submission".into()),
        same("/briefing.pdf", Nobody),
        row("/briefing/templates/{file}", Nobody, "/briefing/templates/outline.docx".into()),
        same("/verify", Nobody),
        verify("/verify/{code}"),
        verify("/verify/{code}/credential.json"),
        verify("/verify/{code}/revocations.json"),
        verify("/verify/{code}/badge.svg"),
        verify("/badges/{code}"),
        same("/.well-known/did.json", Nobody),
        row("/reminders-off/{token}", Nobody, "/reminders-off/x".into()),
        row("/images/{name}", Nobody, format!("/images/{image}")),
        // learning
        same("/home", Participant),
        same("/me", Participant),
        same("/me/data", Participant),
        same("/me/data.json", Participant),
        same("/modules", Participant),
        row("/modules/{slug}", Participant, format!("/modules/{module}")),
        row("/modules/{slug}/quiz", Participant, format!("/modules/{module}/quiz")),
        row("/modules/{slug}/{lesson}", Participant, format!("/modules/{module}/{lesson}")),
        row("/review/{slug}", Participant, format!("/review/{module}")),
        same("/glossary", Participant),
        same("/notes", Participant),
        same("/programme", Participant),
        row("/programme/{purpose}", Participant, "/programme/before".into()),
        same("/certificates", Participant),
        row("/certificates/{file}", Participant, format!("/certificates/{certificate}.pdf")),
        // workshops
        same("/workshops", Participant),
        shop("/workshops/{id}", Participant),
        shop("/workshops/{id}/plan", Trainer),
        shop("/workshops/{id}/roster", Trainer),
        shop("/workshops/{id}/roster.csv", Trainer),
        shop("/workshops/{id}/invite", Trainer),
        shop("/workshops/{id}/manage", Trainer),
        row("/workshops/{id}/results", Trainer, format!("/workshops/{over}/results")),
        row("/workshops/{id}/evaluation", Participant, format!("/workshops/{over}/evaluation")),
        row("/workshops/{id}/answers.csv", Trainer, format!("/workshops/{over}/answers.csv")),
        row("/workshops/{id}/evidence.csv", Trainer, format!("/workshops/{over}/evidence.csv")),
        shop("/workshops/{id}/calendar.ics", Participant),
        same("/check-in", Participant),
        row("/desk", Trainer, format!("/desk?code={scanned}")),
        run("/live/{meeting}", Participant),
        run("/live/{meeting}/now", Participant),
        run("/run/{meeting}", Trainer),
        run("/run/{meeting}/board", Trainer),
        run("/run/{meeting}/screen", Trainer),
        run("/run/{meeting}/screen/now", Trainer),
        run("/run/{meeting}/desk", Trainer),
        run("/run/{meeting}/sheet", Trainer),
        run("/run/{meeting}/calls", Trainer),
        run("/run/{meeting}/activities", Trainer),
        // the studio
        same("/submissions", Participant),
        same("/submissions/kept", Participant),
        sub("/submissions/{id}", Participant),
        row("/submissions/{id}/write/{section}", Participant, format!("/submissions/{submission}/write/issues")),
        sub("/submissions/{id}/read", Participant),
        sub("/submissions/{id}/team", Participant),
        sub("/submissions/{id}/history", Participant),
        sub("/submissions/{id}/evidence", Participant),
        sub("/submissions/{id}/matrix", Participant),
        sub("/submissions/{id}/mentor", Participant),
        sub("/submissions/{id}/lobby", Participant),
        row("/submissions/{id}/lobby/pages/{page}", Participant, format!("/submissions/{submission}/lobby/pages/{sheet}")),
        row("/submissions/{id}/lobby/letters/{letter}", Participant, format!("/submissions/{submission}/lobby/letters/{letter}")),
        row("/submissions/{id}/lobby/{file}", Participant, format!("/submissions/{submission}/lobby/page-{sheet}.pdf")),
        row("/submissions/{id}/files/{file}", Participant, format!("/submissions/{submission}/files/{file}")),
        sub("/submissions/{id}/echo", Participant),
        sub("/submissions/{id}/after", Participant),
        sub("/submissions/{id}/state.json", Participant),
        same("/statements", Participant),
        row("/statements/{id}", Participant, format!("/statements/{statement}")),
        row("/statements/{id}/speak", Participant, format!("/statements/{statement}/speak")),
        same("/guidance", Participant),
        row("/guidance/{id}", Participant, format!("/guidance/{guidance}")),
        row("/guidance/{id}/files/{file}", Participant, format!("/guidance/{with_file}/files/{file}")),
        row("/organisations/{id}", FocalPoint, format!("/organisations/{organisation}")),
        // what trainers do
        same("/teach", Trainer),
        same("/teach/submissions", Trainer),
        same("/teach/guidance", Trainer),
        same("/teach/due", Trainer),
        same("/teach/questions", Trainer),
        row("/teach/questions/{id}", Trainer, format!("/teach/questions/{question}")),
        row("/teach/questions.gift", Trainer, format!("/teach/questions.gift?module={module}")),
        row("/teach/questions.xml", Trainer, format!("/teach/questions.xml?module={module}")),
        row("/teach/quizzes/{slug}", Trainer, format!("/teach/quizzes/{module}")),
        same("/teach/grading", Trainer),
        same("/teach/content", Trainer),
        row("/teach/content/{id}", Trainer, format!("/teach/content/{document}")),
        row("/teach/content/{id}/file.md", Trainer, format!("/teach/content/{document}/file.md")),
        same("/teach/images", Trainer),
        same("/teach/learners", Trainer),
        same("/teach/library", Trainer),
        // what administrators do
        same("/admin", Administrator),
        same("/admin/totals.csv", Administrator),
        same("/admin/totals.xlsx", Administrator),
        same("/admin/totals.json", Administrator),
        same("/admin/impact", Administrator),
        same("/admin/organisations", Administrator),
        same("/admin/people", Administrator),
        row("/admin/people/{id}", Administrator, format!("/admin/people/{somebody}")),
        same("/admin/trained", Administrator),
        same("/admin/trained.csv", Administrator),
        same("/admin/trained.xlsx", Administrator),
        same("/admin/duplicates", Administrator),
        same("/admin/import", Administrator),
        same("/admin/programmes", Administrator),
        same("/admin/history", Administrator),
        same("/admin/mail", Administrator),
        same("/admin/calendar", Administrator),
        same("/admin/calendar.csv", Administrator),
        row("/admin/calendar/{session}", Administrator, "/admin/calendar/4-54".into()),
        row("/admin/calendar/states/{id}", Administrator, format!("/admin/calendar/states/{state}")),
    ]
}
