"""How well crops keep the subject, and faces, beside other libraries; time and start."""
