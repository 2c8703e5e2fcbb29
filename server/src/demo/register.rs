//! What the demonstration's administrator finds in the register: a list from before, an entry that may be somebody else's,
//! a certificate in another language.

use backend::{
    Error, access, certificate,
    import::{self, Dry, Kind},
    people,
};

use super::story::Network;

/// People trained before Upright, with one who is in it under another spelling.
const LIST: &str = "name,organisation,member_since,trained_on,email,phone
Chandra Petrauskas,Open Window Society,2022-03-01,2023-05-12,,
\"Haddad, Amara\",River Voices,2021-06-01,2022-09-30,,
Kofi Mensah,Clear Water Forum,2021-02-01,2022-09-30,,+256 700 000 111
Ама́ра Окелло,Lamplight Association,2022-01-10,2024-03-18,,
";

impl Network {
    /// Brings the list in, looks for duplicates, and renews one certificate in French.
    pub(super) async fn tidy_register(&self) -> Result<(), Error> {
        import::run(&self.backend, Some(self.admin), Kind::People, LIST, Dry::No).await?;
        people::look_for_duplicates(&self.backend).await?;
        let ctx = self.ctx(self.person(2)?).await?;
        if let Some(own) = certificate::own(&ctx).await?.first() {
            let held = certificate::load_for(&ctx, own.id).await?;
            certificate::renew(&ctx, &held, "fr").await?;
        }
        // the demonstration's participant was trained before Upright, by an administrator's word
        let office = self.ctx(self.admin).await?;
        let people = access::network(&office)?;
        let form = backend::training::RecordForm { on: "2024-06-14".into(), source: "The list of the Geneva pre-session".into() };
        backend::training::enter_record(&office, &people, self.person(0)?, &form).await?;
        let profile = people::profile(&office, &people, self.person(0)?).await?;
        if let Some(record) = profile.records.first() {
            certificate::issue_for(&office, &people, record.id).await?;
        }
        Ok(())
    }
}
