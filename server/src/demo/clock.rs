//! Dates of the demonstration's States: near, far and not known. They are invented, and say so.

use backend::{
    Error, access, follow,
    import::{self, Dry, Kind},
    review::{self, DateForm, ReviewForm},
};
use chrono::Duration;
use domain::review::Step;

use super::story::Network;

const SOURCE: &str = "Invented for this demonstration: not a real date";

impl Network {
    /// Reviews of a next cycle, one date that moved, a State that somebody follows.
    pub(super) async fn next_cycle(&self) -> Result<(), Error> {
        let today = self.now.date_naive();
        let day = |days: i64| (today + Duration::days(days)).to_string();
        let (near, far) = ((day(43), day(243), day(254)), (day(160), day(360), day(371)));
        let mut file =
            "cycle,session,session_start,session_end,state,iso3166_alpha3,stakeholder_deadline,adoption_hrc_session,source,confidence\n"
                .to_owned();
        let none = (String::new(), String::new(), String::new());
        for (session, dates, states) in [
            (55, &near, [("Iceland", "ISL"), ("Ireland", "IRL"), ("Lithuania", "LTU"), ("Togo", "TGO")]),
            (
                56,
                &far,
                [("Greece", "GRC"), ("Hungary", "HUN"), ("Republic of Moldova", "MDA"), ("Venezuela (Bolivarian Republic of)", "VEN")],
            ),
            (57, &none, [("Trinidad and Tobago", "TTO"), ("Thailand", "THA"), ("Uganda", "UGA"), ("Zimbabwe", "ZWE")]),
        ] {
            for (state, iso3) in states {
                let (deadline, start, end) = dates;
                file += &format!("5,{session},{start},{end},{state},{iso3},{deadline},,{SOURCE},medium\n");
            }
        }
        import::run(&self.backend, Some(self.admin), Kind::Schedule, &file, Dry::No).await?;
        let office = self.ctx(self.admin).await?;
        let granted = access::network(&office)?;
        let all = review::all(&office).await?;
        let moved = all.iter().find(|r| r.cycle == 5 && r.iso3 == "GRC").ok_or(Error::NotFound)?;
        let mut dates: std::collections::BTreeMap<String, DateForm> = moved
            .dates
            .iter()
            .map(|(step, k)| {
                (step.name().to_owned(), DateForm { from: k.from.to_string(), until: k.until.map(|d| d.to_string()).unwrap_or_default() })
            })
            .collect();
        dates.insert(Step::Submission.name().to_owned(), DateForm { from: day(153), until: String::new() });
        let form = ReviewForm {
            revision: moved.revision.to_string(),
            session: moved.session.to_string(),
            dates,
            source: SOURCE.to_owned(),
            confidence: "high".to_owned(),
            ..ReviewForm::default()
        };
        review::change_review(&office, &granted, moved.id, &form).await?;
        let ctx = self.ctx(self.person(0)?).await?;
        follow::set(&ctx, &access::own_account(&ctx)?, "GRC", follow::Follow::Yes).await
    }
}
