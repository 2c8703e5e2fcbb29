//! Submissions of the demonstration: one that is being written and waits for a mentor, one just begun; and an oral
//! statement.

use backend::{
    Error, guidance,
    lobby::{self, NewLetter},
    organisation,
    statement::{self, NewStatement},
    submission::{self, CardForm, NewComment, NewSubmission, Role},
};
use chrono::Duration;
use domain::{
    ids::{OrganisationId, SubmissionId},
    submission::{Kind, Section},
};

use super::story::Network;

/// What is spoken: near the end of its time, so that the page has something to say.
const SPOKEN: &str = "Thank you, Mr President. Lamplight Association is a network of 14 local groups that give legal help to people who are treated differently for what they believe.\n\nWe welcome that Ireland supported recommendation 120.1, to open more schools to children of every belief. Nine of forty new schools are open to all today. At this pace a child who is born this year will have left school before there is one in every county. We ask for a plan with a year in it.\n\nWe regret that recommendation 120.2 was only noted. A judge who does not believe must still swear a religious oath, or leave the bench. The Human Rights Committee has asked for another oath three times since 1993. No money is needed for it, and no court has to be built: one line of the Constitution, and one vote of the people. In 2018 the people of Ireland changed another line of the same kind, and nearly two of three said yes.\n\nWe also welcome the figures on hate crime that the State now publishes. They do not yet say why a person was attacked. Without that, nobody can see whether belief, or the lack of it, was the reason.\n\nMr President, we ask Ireland for one thing before its mid-term report: name the day on which the question of the oath is put to the people.\n\nThank you.";

/// What is written, invented as all of the demonstration is.
const TEXT: [(Section, Kind, &str); 10] = [
    (
        Section::Who,
        Kind::Text,
        "Lamplight Association was founded in 2009. It is a network of 14 local groups that give legal help to people who are treated differently for what they believe. Contact: office@lamplight.example.",
    ),
    (
        Section::Method,
        Kind::Text,
        "This submission rests on 46 interviews in five counties between March 2024 and June 2026, and on 112 decisions of schools and councils. All who were interviewed agreed to the use of what they told; names are left out.",
    ),
    (
        Section::FollowUp,
        Kind::Text,
        "In the last cycle the State supported a recommendation to open more schools to children of every belief. Of 40 new schools since, 9 are open to all.^[Invented figures for this demonstration]",
    ),
    (Section::Issues, Kind::Heading, "Schools for every child"),
    (
        Section::Issues,
        Kind::Text,
        "In 2025, 31 of the 46 parents we spoke to had to ask for an exemption from religious instruction. In 19 cases their children sat alone in a corridor meanwhile.^[Interviews 1 to 46, on file]",
    ),
    (
        Section::Issues,
        Kind::Recommendation,
        "Amend the Education Act so that every child is taught a neutral programme during religious instruction, by the end of 2028.",
    ),
    (Section::Issues, Kind::Heading, "The oath of office"),
    (
        Section::Issues,
        Kind::Text,
        "Judges still begin their office with a religious oath. Two candidates declined an appointment because of it.",
    ),
    (
        Section::Recommendations,
        Kind::Recommendation,
        "Adopt a law that lets every judge choose a neutral declaration in the place of the oath, within two years.",
    ),
    (Section::Recommendations, Kind::Recommendation, "Continue efforts to promote equality."),
];

/// A table as it is exported from a database of recommendations.
const PRIOR: &str = "Number,Recommendation,Recommending State,Position\n\
    120.1,Open more schools to children of every belief,Norway,Supported\n\
    120.2,Replace the religious oath of judges,Uruguay,Noted\n\
    120.3,Publish yearly figures on hate crime,Canada,Supported\n";

impl Network {
    /// Submissions on Ireland and Greece.
    pub(super) async fn drafts(&self) -> Result<(), Error> {
        self.walk_to(self.now - Duration::days(5));
        let writer = self.ctx(self.person(0)?).await?;
        let own = writer.actor.memberships.first().map(|m| m.organisation).ok_or(Error::NotFound)?;
        let id = self.begin(&writer, own, "IRL").await?;
        let granted = submission::load_for(&writer, id).await?;
        for (section, kind, text) in TEXT {
            let all = submission::paragraphs(&writer, &granted).await?;
            // the places that are there first
            match all.iter().find(|p| p.section == section && p.text.is_empty() && p.kind == kind) {
                Some(free) => {
                    submission::save(&writer, &granted, free.id, free.version, kind, text).await?;
                }
                None => {
                    submission::add(&writer, &granted, section, None, kind, text).await?;
                }
            }
        }
        // in the issues a heading comes first: the empty place before it goes
        let all = submission::paragraphs(&writer, &granted).await?;
        let issue = |text: &str| all.iter().find(|p| p.text.starts_with(text)).ok_or(Error::NotFound);
        submission::move_by(&writer, &granted, issue("Schools for")?.id, submission::Move::Up).await?;
        let card = CardForm {
            claim: "19 children sat alone in a corridor".into(),
            source: "Interviews, on file".into(),
            consent: "given".into(),
            sensitive: true,
            paragraph: Some(issue("In 2025")?.id),
            ..CardForm::default()
        };
        submission::save_card(&writer, &granted, None, &card).await?;
        submission::bring_list(&writer, &granted, submission::List::Last, PRIOR.as_bytes()).await?;
        let first = submission::matrix(&writer, &granted).await?.first().map(|p| p.id).ok_or(Error::NotFound)?;
        submission::mark(&writer, &granted, first, "partly", "9 of 40 new schools are open to all.").await?;
        self.talks(&writer, id).await?;
        self.walk_to(self.now - Duration::days(4));
        let writer = self.ctx(self.person(0)?).await?;
        let granted = submission::load_for(&writer, id).await?;
        submission::ask(&writer, &granted, "Are our recommendations precise enough?").await?;
        let focal = self.ctx(self.person(1)?).await?;
        let said = NewComment { text: "Since when? Please add the year.".into(), suggestion: String::new() };
        let read = submission::load_for(&focal, id).await?;
        submission::comment(&focal, &read, issue("Judges still")?.id, None, &said).await?;
        let greek = self.ctx(self.person(4)?).await?;
        let own = greek.actor.memberships.first().map(|m| m.organisation).ok_or(Error::NotFound)?;
        let begun = self.begin(&greek, own, "GRC").await?;
        let lead = submission::load_for(&greek, begun).await?;
        let partner = writer.actor.memberships.first().map(|m| m.organisation).ok_or(Error::NotFound)?;
        submission::add_organisation(&greek, &lead, partner, Role::Contributor).await?;
        let asked = submission::organisations_to_choose(&greek).await?.into_iter().find(|(id, _)| *id != partner).ok_or(Error::NotFound)?;
        self.statement(&writer, partner, &asked.1).await?;
        let question = guidance::Question {
            about: "submission".into(),
            title: "May we name the judge in our submission?".into(),
            text: "The ruling is public and his name is in the newspaper. We are not sure whether it helps to write it.".into(),
            file: None,
        };
        guidance::ask(&writer, &organisation::load_for(&writer, partner).await?, &question).await?;
        Ok(())
    }

    /// A page on the first issue, and a letter to the State that spoke of it before.
    async fn talks(&self, writer: &backend::Context, id: SubmissionId) -> Result<(), Error> {
        let granted = submission::load_for(writer, id).await?;
        let title = lobby::issues(writer, &granted).await?.into_iter().next().ok_or(Error::NotFound)?;
        let page = lobby::begin_sheet(writer, &granted, &title).await?;
        let sheet = lobby::sheet(writer, &granted, page).await?;
        let letter = NewLetter {
            state: "NOR".into(),
            sheet: Some(page),
            addressee: "Permanent Mission to the United Nations Office at Geneva: Norway".into(),
            why: "In the last cycle you recommended: “Open more schools to children of every belief.” We ask you to come back to it."
                .into(),
            ask: sheet.asks().into_iter().next().unwrap_or_default().to_owned(),
        };
        lobby::begin_letter(writer, &granted, &letter).await?;
        Ok(())
    }

    /// An oral statement on Ireland, that another organisation is asked to sign.
    async fn statement(&self, writer: &backend::Context, by: OrganisationId, partner: &str) -> Result<(), Error> {
        let new = NewStatement { state: "IRL".into(), occasion: "adoption".into() };
        let id = statement::begin(writer, &organisation::load_for(writer, by).await?, &new).await?;
        let granted = statement::load_for(writer, id).await?;
        statement::save(writer, &granted, 0, SPOKEN).await?;
        statement::ask(writer, &granted, partner).await
    }

    async fn begin(&self, ctx: &backend::Context, by: OrganisationId, state: &str) -> Result<SubmissionId, Error> {
        let new = NewSubmission { state: state.into(), joint: false, language: "en".into() };
        submission::begin(ctx, &organisation::load_for(ctx, by).await?, &new).await
    }
}
